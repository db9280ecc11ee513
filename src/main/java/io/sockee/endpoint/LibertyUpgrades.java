package io.sockee.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.WrongMethodTypeException;
import org.jspecify.annotations.Nullable;

/** Upgrades on Open Liberty, by the servlet API, to what lies below its connections. */
final class LibertyUpgrades implements DirectUpgrades {
    private static final Logger LOG = System.getLogger(LibertyUpgrades.class.getName());

    private final LibertyConnections connections;

    LibertyUpgrades(LibertyConnections connections) {
        this.connections = connections;
    }

    @Override
    public String connections() {
        return "Open Liberty's upgraded connections";
    }

    @Override
    public void upgrade(
            HttpServletRequest request, HttpServletResponse response, Upgrading upgrading, DirectWebSockets webSockets)
            throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Connection", "Upgrade");
        // What cannot be written any more must not be upgraded: the container would tell nobody, and never close the
        // connection.
        response.flushBuffer();
        request.upgrade(LibertyUpgrade.class).prepare(this, webSockets, upgrading);
    }

    /** The container has handed over the connection of an upgrade. */
    void open(WebConnection connection, DirectWebSockets webSockets, Upgrading upgrading) throws IOException {
        try {
            if (!connections.isOne(connection)) {
                throw notKnown(connection, webSockets, null);
            }
            begin(connection, webSockets, upgrading);
        } catch (LinkageError | ClassCastException | WrongMethodTypeException e) {
            throw notKnown(connection, webSockets, e);
        } catch (RuntimeException e) { // of this connection alone: it has ended meanwhile, most likely
            end(connection);
            throw new IOException("The connection could not be opened", e);
        }
    }

    private void begin(WebConnection connection, DirectWebSockets webSockets, Upgrading upgrading) {
        LibertyWire wire =
                new LibertyWire(new LibertyOutput(connections, connection), upgrading.helpers(), upgrading.closers());
        DirectChannel channel = webSockets.channel(wire, upgrading);
        DirectSocket socket = new DirectSocket(channel, upgrading, true);
        LibertyReader reader = new LibertyReader(channel, socket);
        LibertyReader.Input input = connections.reads().input(connection, reader);
        wire.use(channel.writer(), reader);
        connections.own(connection);
        webSockets.begin(channel, socket, () -> {
            socket.open();
            reader.begin(input);
        });
    }

    private IOException notKnown(WebConnection connection, DirectWebSockets webSockets, @Nullable Throwable why) {
        webSockets.notKnown(connection, why);
        end(connection);
        return new IOException("not a connection that is known", why);
    }

    /** Ends the connection, which after a usual close would go on with HTTP. */
    private void end(WebConnection connection) {
        try {
            connections.end(connection);
        } catch (Exception | LinkageError e) {
            LOG.log(Level.DEBUG, "A connection could not be ended, and is gone most likely", e);
        }
    }
}
