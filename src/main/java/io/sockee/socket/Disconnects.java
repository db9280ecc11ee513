package io.sockee.socket;

import io.sockee.connection.Timers;
import java.util.Iterator;
import java.util.List;

/**
 * Disconnects many sockets, a slice at a time: the end of each runs on the thread that asks for it, which must not be kept for a whole
 * crowd.
 */
final class Disconnects {
    static final int SLICE = 250;

    private Disconnects() {}

    /** Disconnects the first slice on this thread, and the others later, one after the other. */
    static void of(SocketServer server, List<ClientSocket> sockets, boolean close) {
        next(server, sockets.iterator(), close);
    }

    private static void next(SocketServer server, Iterator<ClientSocket> left, boolean close) {
        for (int i = 0; i < SLICE && left.hasNext(); i++) {
            ClientSocket socket = left.next();
            if (close) {
                socket.disconnectAll();
            } else {
                socket.disconnect();
            }
        }
        if (left.hasNext()) {
            Timers.Timer unused = server.services().timers().schedule(0, () -> next(server, left, close));
        }
    }
}
