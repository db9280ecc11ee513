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

/** Engine.IO by itself. */
@WebServlet(urlPatterns = EchoServlet.PATH + "/*", asyncSupported = true)
public class EchoServlet extends HttpServlet {
    static final String PATH = "/engine.io";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (ClientSuite.isOn()) {
            EngineSuite.prepare(request, response, gateways.get(PATH).server());
        }
        new PollingAdapter(gateways.get(PATH)).service(request, response);
    }
}
