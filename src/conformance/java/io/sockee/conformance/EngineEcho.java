package io.sockee.conformance;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.engineio.EngineSession;

/** Sends every message of an Engine.IO connection back. */
final class EngineEcho implements ConnectionListener {
    private final EngineSession connection;

    EngineEcho(EngineSession connection) {
        this.connection = connection;
    }

    @Override
    public void onText(String frame, int offset) {
        connection.send(Frames.text(frame));
    }

    @Override
    public void onBinary(byte[] message) {
        connection.send(Frames.of(connection.frame(message)));
    }

    @Override
    public void onClose(CloseReason reason) {
        // nothing is kept for a connection
    }
}
