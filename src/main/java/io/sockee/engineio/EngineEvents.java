package io.sockee.engineio;

import io.sockee.connection.HandshakeRequest;

/** What an Engine.IO server tells those who count and log. Called on any thread; must not block and must not throw. */
public interface EngineEvents {

    /** A session began. */
    void opened(HandshakeRequest handshake);

    /** A session ended. */
    void closed(HandshakeRequest handshake);

    /** A request was refused. */
    void refused(EngineError error);

    /** A client reads more slowly than it is sent to: its session ends. Once for each. */
    void queueFull(HandshakeRequest handshake);

    /** A client reads more slowly than it is sent to, and a message for it was dropped, since the settings say so. */
    void dropped(HandshakeRequest handshake);
}
