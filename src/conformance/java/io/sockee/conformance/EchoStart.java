package io.sockee.conformance;

import io.sockee.boot.Sockee;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Serves the echo, once Sockee has started. */
@ApplicationScoped
public class EchoStart {

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 1000) @Initialized(ApplicationScoped.class)
                    Object context,
            Sockee sockee) {
        sockee.serve(EchoEndpoint.PATH, EngineEcho::new);
    }
}
