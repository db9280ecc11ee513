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

    private final transient EngineGateways gateways;
    private final String path;

    @Inject
    public SocketIoServlet(EngineGateways gateways) {
        this(gateways, SocketIoEndpoint.PATH);
    }

    /** The same at another path. */
    public SocketIoServlet(EngineGateways gateways, String path) {
        this.gateways = gateways;
        this.path = path;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!gateways.isServed(path)) { // the usual path, and the settings name others
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        EngineGateway gateway = gateways.get(path);
        boolean forFile = gateway.servesClient() && !Entry.isUpgrade(request) && !BodyReader.isExpected(request);
        if (!forFile
                || !(ClientFiles.SOCKET_IO.serve(request, response) || ClientFiles.BRIDGE.serve(request, response))) {
            new PollingAdapter(gateway).service(request, response);
        }
    }
}
