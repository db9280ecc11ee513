package io.sockee.conformance.clients;

import io.sockee.api.Handshake;
import io.sockee.api.HandshakeGuard;
import io.sockee.api.RefusedException;
import io.sockee.conformance.ClientSuite;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a moment for each handshake, so that clients that do not wait at all see no answer; refuses those that ask for that. It is asked
 * where the tests are not served, too, and lets everybody in then.
 */
@ApplicationScoped
public class ClientSuiteGuard implements HandshakeGuard {
    private static final Duration DELAY = Duration.ofMillis(10);

    @Override
    public void check(Handshake request) {
        if (!ClientSuite.isOn()) {
            return;
        }
        if (request.query().containsKey("deny")) {
            throw new RefusedException("Forbidden");
        }
        // This holds a thread, as no application may: the tests have few clients, and it is what they are about.
        LockSupport.parkNanos(DELAY.toNanos());
    }
}
