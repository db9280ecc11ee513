package io.sockee.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The files of sockjs-client and of Sockee's own client. Those of socket.io-client are where its pages expect them: see {@link SocketIoServlet}. */
@WebServlet(urlPatterns = ClientServlet.PATH + "/*", asyncSupported = true)
public class ClientServlet extends BodilessServlet {
    private static final long serialVersionUID = 1L;
    static final String PATH = "/sockee/client";

    /** Where the client of SockJS is that iframe pages load. */
    public static final String SOCKJS = PATH + "/sockjs.min.js";

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean served = gateways.servesClients()
                && (ClientFiles.SOCKJS.serve(request, response) || ClientFiles.SOCKEE.serve(request, response));
        if (!served) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
