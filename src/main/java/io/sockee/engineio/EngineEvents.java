package io.sockee.engineio;

import io.sockee.connection.HandshakeRequest;

/** What an Engine.IO server tells those who count and log. Called on any thread; must not block. */
public interface EngineEvents {

    /** A session began. */
    void opened(HandshakeRequest handshake);

    /** A session ended. */
    void closed(HandshakeRequest handshake);

    /** A request was refused. */
    void refused(EngineError error);

    /** A client reads more slowly than it is sent to: its session ends, or goes on without a message. */
    void queueFull(HandshakeRequest handshake);
}
