package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The built files of an official client, from the class path, so that a page needs no other server for them. On WildFly no
 * thread waits until a client has read its file; on Open Liberty one does, whichever way the file is written.
 */
final class ClientFiles {
    private static final String JAVASCRIPT = "application/javascript; charset=utf-8";
    private static final String SOURCE_MAP = "application/json; charset=utf-8";

    /** Those of socket.io-client. */
    static final ClientFiles SOCKET_IO = new ClientFiles(
            "/io/sockee/client/",
            "4.8.4",
            List.of("socket.io", "socket.io.min", "socket.io.esm.min", "socket.io.msgpack.min"));

    /** Those of sockjs-client. */
    static final ClientFiles SOCKJS =
            new ClientFiles("/io/sockee/client/sockjs/", "1.6.1", List.of("sockjs", "sockjs.min"));

    /** Sockee's own: the transport by which socket.io-client reaches the bridge. */
    static final ClientFiles BRIDGE = new ClientFiles(
            "/io/sockee/client/",
            "",
            Map.of("sockee-sockjs-transport.js", JAVASCRIPT, "sockee-sockjs-transport.esm.js", JAVASCRIPT));

    /** Sockee's own: the client that makes promises of calls, and its types. */
    static final ClientFiles SOCKEE = new ClientFiles(
            "/io/sockee/client/",
            "",
            Map.of("sockee-client.js", JAVASCRIPT, "sockee-client.d.ts", "application/typescript; charset=utf-8"));

    /** How long a client may take to read a file before the request is given up. */
    private static final long TIMEOUT_MILLIS = 120_000;

    private final String folder;
    private final String version;
    private final Map<String, String> types;

    /**
     * @param folder of the class path
     * @param version of the client's package, which is also the tag of its files
     * @param names of scripts without their ending; each has a source map
     */
    private ClientFiles(String folder, String version, List<String> names) {
        this(
                folder,
                version,
                names.stream()
                        .flatMap(name ->
                                Stream.of(Map.entry(name + ".js", JAVASCRIPT), Map.entry(name + ".js.map", SOURCE_MAP)))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * @param version is the tag of the files; empty for those that have none but the application's: then it is a checksum
     */
    private ClientFiles(String folder, String version, Map<String, String> types) {
        this.folder = folder;
        this.version = version;
        this.types = types;
    }

    /** Answers the request if it is for a file of the client; false when it is not, and nothing was done. */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String name = path == null || path.isEmpty() ? "" : path.substring(1);
        String type = types.get(name);
        if (type == null
                || !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))) {
            return false;
        }
        String etag = '"' + (version.isEmpty() ? checksum(name) : version) + '"';
        response.setHeader("Cache-Control", "public, max-age=0");
        response.setHeader("ETag", etag);
        String known = request.getHeader("If-None-Match");
        if (etag.equals(known) || ("W/" + etag).equals(known)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        try (InputStream file = ClientFiles.class.getResourceAsStream(folder + name)) {
            if (file == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return true;
            }
            byte[] bytes = file.readAllBytes();
            if (request.getMethod().equals("GET")) {
                new AsyncReply(request.startAsync(), response, TIMEOUT_MILLIS, failed -> {})
                        .whole(HttpServletResponse.SC_OK, type, bytes);
            } else {
                response.setContentType(type);
                response.setContentLength(bytes.length);
            }
        }
        return true;
    }

    /** Another one when anything in the file changes. */
    private String checksum(String name) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream file = ClientFiles.class.getResourceAsStream(folder + name)) {
            sum.update(file == null ? new byte[0] : file.readAllBytes());
        }
        return Long.toHexString(sum.getValue());
    }
}
