package io.sockee.spec.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Requests to a SockJS server, whose paths go over the wire as they are. */
public final class SockJsHttp {
    private final URI base;

    public SockJsHttp(URI base) {
        this.base = base;
    }

    /** A path that no other test uses for its session. */
    public static String session(String prefix) {
        return prefix + "/000/" + UUID.randomUUID();
    }

    public Endpoint at(String path) {
        return new Endpoint(base, path);
    }

    /** @param fields header lines, {@code Name: value} */
    public HttpReply get(String path, String... fields) {
        return request("GET", path, null, fields);
    }

    public HttpReply options(String path, String... fields) {
        return request("OPTIONS", path, null, fields);
    }

    public HttpReply post(String path, String... fields) {
        return request("POST", path, "", fields);
    }

    public HttpReply send(String path, String body, String... fields) {
        return request("POST", path, body, fields);
    }

    private HttpReply request(String method, String path, String body, String... fields) {
        try (RawHttp connection = open(method, path, body, fields)) {
            return connection.read();
        }
    }

    /** Begins a request whose answer is read piece by piece, or is still to come. */
    public RawHttp open(String method, String path, String body, String... fields) {
        List<String> lines = new ArrayList<>(List.of(fields));
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        if (body != null) {
            lines.add("Content-Length: " + bytes.length);
        }
        return RawHttp.connect(at(path)).head(bytes, method, "", lines.toArray(String[]::new));
    }

    /** Begins a request whose answer streams; its head has been read. */
    public Stream stream(String method, String path, String... fields) {
        RawHttp connection = open(method, path, method.equals("POST") ? "" : null, fields);
        return new Stream(connection, connection.readHead());
    }

    /** An answer that comes in chunks. */
    public record Stream(RawHttp connection, HttpReply head) implements AutoCloseable {

        /** The next chunk; empty at the end. */
        public String next() {
            return connection.readChunk();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
