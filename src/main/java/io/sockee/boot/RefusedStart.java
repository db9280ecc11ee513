package io.sockee.boot;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers everything in the place of an application that has not started: with 503, so that nobody takes it for one that
 * has nothing at these addresses.
 *
 * @param reason why, for the log
 * @param shown whether whoever asks is told, which is for development alone
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
