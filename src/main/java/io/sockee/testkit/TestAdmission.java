package io.sockee.testkit;

import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.socket.Admission;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs in the sockets for which the test names a user. */
final class TestAdmission implements Admission {
    private final Map<HandshakeRequest, User> users = Collections.synchronizedMap(new IdentityHashMap<>());

    /** All sockets of a connection belong to a user. */
    void expect(HandshakeRequest handshake, User user) {
        users.put(handshake, user);
    }

    @Override
    public Optional<Step> step(String namespace, HandshakeRequest handshake, @Nullable String auth) {
        return Optional.ofNullable(users.get(handshake)).map(user -> socket -> {
            socket.logIn(user);
            return Step.LOOKED;
        });
    }
}
