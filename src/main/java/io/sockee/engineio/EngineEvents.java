package io.sockee.engineio;

import io.sockee.connection.Handshake;

/** What an Engine.IO server tells those who count and log. Called on any thread; must not block. */
public interface EngineEvents {

    /** A session began. */
    void opened(Handshake handshake);

    /** A session ended. */
    void closed(Handshake handshake);

    /** A request was refused. */
    void refused(EngineError error);

    /** A client reads more slowly than it is sent to: its session ends, or goes on without a message. */
    void queueFull(Handshake handshake);
}
