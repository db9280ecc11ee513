package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineEvents;

/** Events that a test has no use for. */
interface Unobserved extends EngineEvents {
    @Override
    default void opened(HandshakeRequest handshake) {}

    @Override
    default void closed(HandshakeRequest handshake) {}

    @Override
    default void refused(EngineError error) {}

    @Override
    default void queueFull(HandshakeRequest handshake) {}

    @Override
    default void dropped(HandshakeRequest handshake) {}
}
