package io.sockee.it.sessions;

import io.sockee.api.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A bean that has the session of whoever calls. */
@ApplicationScoped
public class Kept {

    @Inject
    Session session;

    String name() {
        return session.get("name", String.class).orElse("nobody");
    }
}
