package io.sockee.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Socket.IO, and the client's files. */
@WebServlet(urlPatterns = SocketIoEndpoint.PATH + "/*", asyncSupported = true)
public class SocketIoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        EngineGateway gateway = gateways.get(SocketIoEndpoint.PATH);
        boolean forFile = gateway.servesClient() && !Entry.isUpgrade(request) && !BodyReader.isExpected(request);
        if (!forFile
                || !(ClientFiles.SOCKET_IO.serve(request, response) || ClientFiles.BRIDGE.serve(request, response))) {
            new PollingAdapter(gateway).service(request, response);
        }
    }
}
