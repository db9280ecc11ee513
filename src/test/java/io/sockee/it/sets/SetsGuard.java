package io.sockee.it.sets;

import io.sockee.api.Handshake;
import io.sockee.api.HandshakeGuard;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses what asks for it. */
@ApplicationScoped
public class SetsGuard implements HandshakeGuard {

    @Override
    public void check(Handshake request) {
        switch (request.query().getOrDefault("guard", "")) {
            case "no" -> throw new RefusedException("Not <now>, \"please\".");
            case "broken" -> throw new IllegalStateException("secret of the guard");
            default -> {} // the others may come in
        }
    }
}
