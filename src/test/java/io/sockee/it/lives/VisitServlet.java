package io.sockee.it.lives;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Keeps one of the server's threads for a second, so that many visits at a time take all of them, and some of the visits wait:
 * a thread of WildFly's keeps its last task that came at once until the next one comes so, and its last one that had waited until
 * another one has.
 */
@WebServlet("/lives/visit")
public class VisitServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long MILLIS = 1_000;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }
}
