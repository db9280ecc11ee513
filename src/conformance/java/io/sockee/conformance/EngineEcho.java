package io.sockee.conformance;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;

/** Sends every message of an Engine.IO connection back. */
final class EngineEcho implements ConnectionListener {
    private final Connection connection;

    EngineEcho(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void onText(String frame, int offset) {
        connection.send(Frames.text(frame));
    }

    @Override
    public void onBinary(byte[] message) {
        connection.send(Frames.of(new Frame.Binary(message)));
    }

    @Override
    public void onClose(CloseReason reason) {
        // nothing is kept for a connection
    }
}
