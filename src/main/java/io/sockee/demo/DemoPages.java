package io.sockee.demo;

import io.sockee.endpoint.EngineGateways;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demo page, its files and the guide, where the settings want them. Not in the JAR that applications build on: their front page
 * is their own.
 */
@WebServlet(urlPatterns = {"", "/demo/*"})
public class DemoPages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/WEB-INF/demo/";
    private static final String SHARED = "/io/sockee/pages/"; // of the class path: what Sockee's other pages have, too
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "java", "text/plain; charset=utf-8",
            "md", "text/plain; charset=utf-8",
            "svg", "image/svg+xml");

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        boolean front = path == null || path.equals("/");
        String name = front ? "index.html" : path.substring(1);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        boolean plain = name.matches("([a-z]+/){0,2}[A-Za-z][A-Za-z.-]*"); // no way out of the folder
        if (!gateways.demo() || type == null || !plain) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (InputStream file = open(name)) {
            if (file == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType(type);
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader(
                    "Content-Security-Policy", "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:");
            if (name.endsWith(".html")) {
                response.getOutputStream().write(connecting(file.readAllBytes()));
            } else {
                file.transferTo(response.getOutputStream());
            }
        }
    }

    /** The page, with its client from the path that is served. */
    private byte[] connecting(byte[] page) {
        String client = gateways.firstPath().substring(1) + "/socket.io.js";
        return new String(page, StandardCharsets.UTF_8)
                .replace("socket.io/socket.io.js", client)
                .getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable InputStream open(String name) {
        InputStream own = getServletContext().getResourceAsStream(FOLDER + name);
        boolean shared = name.equals("base.css") || name.equals("logo.svg");
        return own == null && shared ? DemoPages.class.getResourceAsStream(SHARED + name) : own;
    }
}
