package io.sockee.endpoint;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Gets the connection from Open Liberty after its request was answered with 101. Public, since the container makes it. */
public final class LibertyUpgrade implements HttpUpgradeHandler {
    private static final Logger LOG = System.getLogger(LibertyUpgrade.class.getName());

    private @Nullable LibertyUpgrades upgrades;
    private @Nullable DirectWebSockets sockets;
    private @Nullable Upgrading upgrading;

    /** Sets what the connection is for; called before the container calls {@link #init}. */
    void prepare(LibertyUpgrades by, DirectWebSockets among, Upgrading what) {
        upgrades = by;
        sockets = among;
        upgrading = what;
    }

    @Override
    public void init(WebConnection connection) {
        if (upgrades == null || sockets == null || upgrading == null) {
            throw new IllegalStateException("A WebSocket was opened past the servlet that checks it.");
        }
        try {
            upgrades.open(connection, sockets, upgrading);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A WebSocket was gone before it was open", e);
            close(connection);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A WebSocket could not be opened", e);
            close(connection);
        }
    }

    private static void close(WebConnection connection) {
        try {
            connection.close();
        } catch (Exception e) { // as AutoCloseable declares it
            LOG.log(Level.DEBUG, "A connection was gone before it was closed", e);
        }
    }

    @Override
    public void destroy() {
        // The reader has been told.
    }
}
