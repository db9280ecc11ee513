package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The built files of the official client, from the class path, so that a page needs no other server for them. On WildFly no
 * thread waits until a client has read its file; on Open Liberty one does, whichever way the file is written.
 */
final class ClientFiles {
    private static final String FOLDER = "/io/sockee/client/";
    private static final String JAVASCRIPT = "application/javascript; charset=utf-8";
    private static final String SOURCE_MAP = "application/json; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "socket.io.js", JAVASCRIPT,
            "socket.io.js.map", SOURCE_MAP,
            "socket.io.min.js", JAVASCRIPT,
            "socket.io.min.js.map", SOURCE_MAP,
            "socket.io.esm.min.js", JAVASCRIPT,
            "socket.io.esm.min.js.map", SOURCE_MAP,
            "socket.io.msgpack.min.js", JAVASCRIPT,
            "socket.io.msgpack.min.js.map", SOURCE_MAP);

    /** The version of the client's package, which is also the tag of its files. */
    static final String VERSION = "4.8.4";

    private static final String ETAG = "\"" + VERSION + "\"";

    /** How long a client may take to read a file before the request is given up. */
    private static final long TIMEOUT_MILLIS = 120_000;

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
        response.setHeader("Cache-Control", "public, max-age=0");
        response.setHeader("ETag", ETAG);
        String known = request.getHeader("If-None-Match");
        if (ETAG.equals(known) || ("W/" + ETAG).equals(known)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        try (InputStream file = ClientFiles.class.getResourceAsStream(FOLDER + name)) {
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
}
