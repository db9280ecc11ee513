package io.sockee.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** SockJS at one prefix. Registered when the application starts, since the application chooses the prefixes. */
public final class SockJsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SockJsAdapter adapter;

    public SockJsServlet(SockJsGateway gateway) {
        this.adapter = new SockJsAdapter(gateway);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        adapter.service(request, response);
    }
}
