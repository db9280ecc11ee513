package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Cross-origin resource sharing: lets pages of listed origins read what the server answers. */
public final class Cors {
    private static final String METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

    private Cors() {}

    /** Whether the request is a preflight: a browser's question whether the real request may be sent. It has no body. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && !BodyReader.isExpected(request)
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Adds the headers that every answer needs. */
    public static void addHeaders(HttpServletRequest request, HttpServletResponse response, OriginPolicy origins) {
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.lists(origin)) {
            return;
        }
        if (origins.allowsAll()) {
            // When all origins are allowed, none may use the visitor's cookies: no credentials here.
            response.setHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Origin");
        }
    }

    /** Answers a preflight from an origin that may connect. */
    public static void preflight(HttpServletRequest request, HttpServletResponse response, OriginPolicy origins) {
        addHeaders(request, response, origins);
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        String headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
            response.addHeader("Vary", "Access-Control-Request-Headers");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
