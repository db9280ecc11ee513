package io.sockee.spec.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP/1.1 connection whose every byte is the test's own choice. */
public final class RawHttp implements AutoCloseable {

    private final Endpoint endpoint;
    private final Socket beneath;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawHttp(Endpoint endpoint, Socket beneath) throws IOException {
        this.endpoint = endpoint;
        this.beneath = beneath;
        this.socket = endpoint.isSecure() ? AnyCertificate.over(beneath, endpoint) : beneath;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    public static RawHttp connect(Endpoint endpoint) {
        return connect(endpoint, 0);
    }

    /** @param receiveBuffer the size of the kernel's receive buffer, 0 for the usual one */
    static RawHttp connect(Endpoint endpoint, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(
                    new InetSocketAddress(endpoint.host(), endpoint.port()), (int) EngineHttp.PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) EngineHttp.PATIENCE.toMillis());
            return new RawHttp(endpoint, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a request line and header fields (lines {@code Name: value}); Host is added. */
    public RawHttp head(String method, String query, String... fields) {
        return head(new byte[0], method, query, fields);
    }

    /** Writes some bytes with it, in one piece. */
    public RawHttp head(byte[] following, String method, String query, String... fields) {
        StringBuilder head = new StringBuilder(method + " " + endpoint.target(query) + " HTTP/1.1\r\n");
        head.append("Host: ").append(endpoint.authority()).append("\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        // ISO 8859-1 so that a test can put any byte into a header
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(bytes, bytes.length + following.length);
        System.arraycopy(following, 0, all, bytes.length, following.length);
        return write(all);
    }

    public RawHttp write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawHttp write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes as much as the server takes: one that refuses a body may close before it has read all of it. */
    public RawHttp writeUnlessCut(byte[] bytes) {
        try {
            write(bytes);
        } catch (UncheckedIOException e) {
            return this;
        }
        return this;
    }

    /** Sends nothing more, and still reads. */
    public RawHttp endOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of the answer; 0 where the server ends the connection without one. */
    public int statusOrEnd() {
        try {
            return read().status();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw e;
            }
            return 0;
        }
    }

    public HttpReply get(String query, String... fields) {
        return head("GET", query, fields).read();
    }

    /** Reads the answer to a HEAD, which has no body whatever it says of its length. */
    public HttpReply readHead() {
        try {
            return readOne(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one answer, interim answers skipped. */
    public HttpReply read() {
        try {
            HttpReply reply;
            do {
                reply = readOne(true);
            } while (reply.status() == 100);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server closes this connection, with or without an answer before. */
    public boolean isCut(Duration within) {
        try {
            socket.setSoTimeout((int) within.toMillis());
            while (in.read() != -1) {
                // an answer may precede the end
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private HttpReply readOne(boolean mayHaveBody) throws IOException {
        String[] statusLine = line().split(" ", 3);
        int status = Integer.parseInt(statusLine[1]);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new HttpReply(status, headers, mayHaveBody ? body(status, headers) : new byte[0]);
    }

    private byte[] body(int status, Map<String, List<String>> headers) throws IOException {
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.containsKey("content-length")) {
            return exactly(Integer.parseInt(headers.get("content-length").get(0)));
        }
        if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.writeBytes(exactly(size));
                line();
            }
            while (!line().isEmpty()) {
                // trailers are of no interest
            }
            return body.toByteArray();
        }
        return in.readAllBytes();
    }

    /** Reads one chunk of an answer whose head has been read; empty at the answer's end. */
    public String readChunk() {
        try {
            byte[] chunk = exactly(chunkSize());
            line();
            return new String(chunk, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended in mid-body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b == -1) {
                throw new EOFException("the connection ended without an answer");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** What has come so far of an answer's head, without waiting for more. */
    public String atHand() {
        StringBuilder come = new StringBuilder();
        try {
            do {
                come.append(new String(in.readNBytes(in.available()), StandardCharsets.ISO_8859_1));
            } while (endpoint.isSecure() && hasRecord(come));
        } catch (IOException e) {
            return come.toString();
        }
        return come.toString();
    }

    /** TLS tells nothing of what is at hand before a record of it has been read, which may be of its own concern alone. */
    private boolean hasRecord(StringBuilder come) throws IOException {
        if (beneath.getInputStream().available() == 0) {
            return false;
        }
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(50);
        try {
            int first = in.read();
            if (first != -1) {
                come.append((char) first);
            }
            return first != -1;
        } catch (SocketTimeoutException nothing) {
            return false;
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    /** Writes bytes as they are, also where TLS is spoken. */
    public RawHttp writeBeneath(byte[] bytes) {
        try {
            beneath.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks off with a reset, as a process does that is killed. */
    public void reset() {
        try {
            beneath.setSoLinger(true, 0);
            beneath.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the TCP connection, also where TLS should say farewell before. */
    public void cut() {
        try {
            beneath.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks off as a browser does that leaves the page. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
