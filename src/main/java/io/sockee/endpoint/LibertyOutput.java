package io.sockee.endpoint;

import jakarta.servlet.http.WebConnection;
import org.jspecify.annotations.Nullable;

/** One of Open Liberty's connections, as it is written to and ended. */
final class LibertyOutput implements LibertyWire.Output {
    private final LibertyConnections connections;
    private final WebConnection connection;
    private final LibertyWrites writes;
    private final Object context;
    private @Nullable Object callback; // set before the first write

    LibertyOutput(LibertyConnections connections, WebConnection connection) {
        this.connections = connections;
        this.connection = connection;
        this.writes = connections.writes();
        this.context = writes.context(connection);
    }

    @Override
    public void tell(LibertyConnections.Outcome told) {
        callback = writes.callback(told);
    }

    private Object callback() {
        Object known = callback;
        if (known == null) {
            throw new IllegalStateException("nobody is told");
        }
        return known;
    }

    @Override
    public boolean write(byte[] bytes, int from, int length) {
        return writes.write(context, callback(), bytes, from, length);
    }

    @Override
    public void giveUp() {
        writes.giveUp(context, callback());
    }

    @Override
    public void end() throws Exception {
        connections.end(connection);
    }
}
