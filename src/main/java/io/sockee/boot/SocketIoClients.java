package io.sockee.boot;

import io.sockee.bridge.SockJsBridge;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSession;
import io.sockee.event.EventReader;
import io.sockee.socket.SocketServer;
import io.sockee.socketio.SocketIo4;
import io.sockee.socketio.SocketIo5;
import io.sockee.wire.Wire;

/** How clients of Socket.IO become sockets: in which version of its protocol they are spoken with. Safe for any thread. */
final class SocketIoClients {
    /** What Engine.IO puts before each text message: the packet type "message". */
    private static final String MESSAGE = "4";

    private final SocketServer sockets;
    private final Wire present;
    private final Wire former;
    private final SockJsBridge bridge;

    SocketIoClients(Settings settings, SocketServer sockets) {
        EventReader events = new EventReader(settings.maxDepth());
        this.sockets = sockets;
        this.present = new SocketIo5(MESSAGE, events, settings.maxAttachments());
        this.former = new SocketIo4(MESSAGE, EngineServer::version3Frame, events, settings.maxAttachments());
        this.bridge = new SockJsBridge(present, sockets::accept);
    }

    /** Begins to speak Socket.IO on a new connection. */
    ConnectionListener accept(Connection connection) {
        return sockets.accept(connection, present);
    }

    /**
     * Begins to speak Socket.IO on a session of Engine.IO, in the version of Socket.IO that goes with that of the session. Clients of the old one take
     * the session's id, behind a namespace's name, for that of their socket, and tell it to others.
     */
    ConnectionListener acceptSession(EngineSession session) {
        if (!session.isVersion3()) {
            return accept(session);
        }
        String sid = session.sid();
        return sockets.accept(session, former, namespace -> namespace.equals("/") ? sid : namespace + "#" + sid);
    }

    /** Where SockJS clients are accepted as sockets. */
    SockJsBridge bridge() {
        return bridge;
    }
}
