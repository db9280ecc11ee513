package io.sockee.guide.app;

import io.sockee.api.Handshake;
import io.sockee.api.HandshakeGuard;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;

/** Of the page about interceptors. */
// tag::guard
@ApplicationScoped
public class Gate implements HandshakeGuard {

    @Override
    public void check(Handshake request) {
        if ("1".equals(request.query().get("client"))) {
            throw new RefusedException("This client is too old: please update it.");
        }
    }
}
// end::guard
