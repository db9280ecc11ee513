package io.sockee.boot;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers all requests in the place of an application that has not started: with 503, since 404 would mean something else.
 *
 * @param reason why it has not started, for the log
 * @param shown whether clients are told the reason: in development only
 */
record RefusedStart(String reason, boolean shown) {

    void answer(ServletResponse response) throws IOException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer.setContentType("text/plain;charset=UTF-8");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Cache-Control", "no-store");
        answer.getWriter().print(text());
    }

    private String text() {
        return shown
                ? "This application has not started.\n\n" + reason + "\n\nThe server's log may have more."
                        + " (This text is for the dev profile alone.)\n"
                : "This application has not started. The server's log has the reason.\n";
    }
}
