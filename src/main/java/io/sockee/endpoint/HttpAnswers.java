package io.sockee.endpoint;

import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers of a few bytes, given at once on the request's thread. */
final class HttpAnswers {
    private HttpAnswers() {}

    /** A refusal, as the polling transport's clients read it. */
    static void refuse(HttpServletResponse response, EngineError error) throws IOException {
        answer(response, error.status(), "application/json", error.json());
    }

    /** A refusal of an upgrade, as WebSocket clients get it. */
    static void refuseUpgrade(HttpServletResponse response, EngineRefusal refusal) throws IOException {
        response.setHeader("Connection", "close");
        answer(response, refusal.error().status(), "text/html", inHtml(refusal.message()));
    }

    private static String inHtml(String message) {
        return message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Refuses a handshake since there are too many connections: 503, {@code Retry-After}. The protocol has no code for it. */
    static void refuseFull(HttpServletResponse response) throws IOException {
        RetryAfter.add(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "application/json",
                "{\"message\":\"Too many connections. Try again later.\"}");
    }

    static void answer(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(bytes);
    }
}
