package io.sockee.conformance;

import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.PollingAdapter;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Engine.IO by itself, and Socket.IO, where old clients are served, too. */
@WebServlet(
        urlPatterns = {OldClientsServlet.ENGINE_IO + "/*", OldClientsServlet.SOCKET_IO + "/*"},
        asyncSupported = true)
public class OldClientsServlet extends HttpServlet {
    static final String ENGINE_IO = "/engine.io-v3";
    static final String SOCKET_IO = "/socket.io-v3";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        new PollingAdapter(gateways.get(request.getServletPath())).service(request, response);
    }
}
