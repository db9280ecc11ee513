package io.sockee.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One that reads no bodies, and refuses requests that have one: else their clients would hold threads ({@link UnreadBody}). */
abstract class BodilessServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (BodyReader.isExpected(request)) {
            LastWord.refuse(
                    request,
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "text/plain",
                    "Requests for this have no body.");
        } else {
            serve(request, response);
        }
    }

    /** Answers a request without a body; by {@code doGet} and so on, unless a servlet has another way. */
    protected void serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        super.service(request, response);
    }
}
