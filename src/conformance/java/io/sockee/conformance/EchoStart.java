package io.sockee.conformance;

import io.sockee.boot.Sockee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the paths of the suites, once Sockee has started. */
@ApplicationScoped
public class EchoStart {

    void start(@Observes Sockee.Started started, Sockee sockee) {
        sockee.serve(EchoServlet.PATH, ClientSuite.isOn() ? EngineSuite::new : EngineEcho::new);
        sockee.serve(OldClientsServlet.ENGINE_IO, EngineEcho::new, true);
        sockee.serveSocketIo(OldClientsServlet.SOCKET_IO, true);
    }
}
