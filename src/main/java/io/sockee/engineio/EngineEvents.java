package io.sockee.engineio;

import io.sockee.connection.ConnectionEvents;

/** What an Engine.IO server tells those who count and log. Called on any thread; must not block and must not throw. */
public interface EngineEvents extends ConnectionEvents {

    /** A request was refused. */
    void refused(EngineError error);

    /** The refused request was of a client that speaks version 3, which this server is not set to. */
    default void version3Refused() {}
}
