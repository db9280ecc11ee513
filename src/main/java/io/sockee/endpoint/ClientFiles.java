package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The built files of the official client and its transport over SockJS, from the class path, so that a page needs no other server for them. On WildFly no
 * thread waits until a client has read its file; on Open Liberty one does, whichever way the file is written.
 */
final class ClientFiles {
    private static final String FOLDER = "/io/sockee/client/";
    private static final String JAVASCRIPT = "application/javascript; charset=utf-8";
    private static final String SOURCE_MAP = "application/json; charset=utf-8";

    /** The transport by which the client reaches the bridge: a file of Sockee's own. */
    private static final String OWN = "sockee-sockjs-transport";

    private static final Map<String, String> TYPES = Map.of(
            "socket.io.js",
            JAVASCRIPT,
            "socket.io.js.map",
            SOURCE_MAP,
            "socket.io.min.js",
            JAVASCRIPT,
            "socket.io.min.js.map",
            SOURCE_MAP,
            "socket.io.esm.min.js",
            JAVASCRIPT,
            "socket.io.esm.min.js.map",
            SOURCE_MAP,
            "socket.io.msgpack.min.js",
            JAVASCRIPT,
            "socket.io.msgpack.min.js.map",
            SOURCE_MAP,
            OWN + ".js",
            JAVASCRIPT,
            OWN + ".esm.js",
            JAVASCRIPT);

    /** The version of the client's package. */
    static final String VERSION = "4.8.4";

    /** How long a client may take to read a file before the request is given up. */
    private static final long TIMEOUT_MILLIS = 120_000;

    private static final byte[] NONE = new byte[0];

    private ClientFiles() {}

    /** Answers the request if it is for a file of the client; false when it is not, and nothing was done. */
    static boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String name = path == null || path.isEmpty() ? "" : path.substring(1);
        String type = TYPES.get(name);
        if (type == null
                || !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))) {
            return false;
        }
        try (InputStream file = ClientFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return true;
            }
            byte[] bytes = name.startsWith(OWN) ? file.readAllBytes() : NONE;
            String etag = name.startsWith(OWN) ? checksum(bytes) : "\"" + VERSION + "\"";
            response.setHeader("Cache-Control", "public, max-age=0");
            response.setHeader("ETag", etag);
            String known = request.getHeader("If-None-Match");
            if (etag.equals(known) || ("W/" + etag).equals(known)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return true;
            }
            if (bytes.length == 0) {
                bytes = file.readAllBytes();
            }
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

    /** The tag of a file that has no version but the application's: another one when anything in it changes. */
    private static String checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return "\"" + Long.toHexString(sum.getValue()) + "\"";
    }
}
