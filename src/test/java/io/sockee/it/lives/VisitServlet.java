package io.sockee.it.lives;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Keeps one of the server's threads for a moment, so that many visits at a time take all of them. */
@WebServlet("/lives/visit")
public class VisitServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long MILLIS = 100;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }
}
