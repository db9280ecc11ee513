package io.sockee.conformance;

import io.sockee.boot.Sockee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the echo, once Sockee has started. */
@ApplicationScoped
public class EchoStart {

    void start(@Observes Sockee.Started started, Sockee sockee) {
        sockee.serve(EchoServlet.PATH, EngineEcho::new);
    }
}
