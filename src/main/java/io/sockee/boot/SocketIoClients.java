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

/**
 * How clients of Socket.IO become sockets: in which version of its protocol they are spoken with, and in which form. There is one wire for
 * each, whatever the path, so that what goes to many is written once for each. Safe for any thread.
 */
final class SocketIoClients {
    /** What Engine.IO puts before each text message: the packet type "message". */
    private static final String MESSAGE = "4";

    private final SocketServer sockets;
    private final Wire text;
    private final Wire packed;
    private final Wire oldText;
    private final Wire oldPacked;
    private final SockJsBridge bridge;

    SocketIoClients(Settings settings, SocketServer sockets) {
        int depth = settings.maxDepth();
        int attachments = settings.maxAttachments();
        EventReader events = new EventReader(depth);
        this.sockets = sockets;
        this.text = new SocketIo5(MESSAGE, events, attachments);
        this.packed = SocketIo5.messagePack(depth, attachments);
        this.oldText = new SocketIo4(MESSAGE, EngineServer::version3Frame, events, attachments);
        this.oldPacked = SocketIo4.messagePack(EngineServer::version3Frame, depth, attachments);
        this.bridge = new SockJsBridge(text, sockets::accept);
    }

    /** Begins to speak Socket.IO on a new connection. */
    ConnectionListener accept(Connection connection) {
        return sockets.accept(connection, text, packed);
    }

    /**
     * Begins to speak Socket.IO on a session of Engine.IO, in the version of Socket.IO that goes with that of the session. Clients of the old one take
     * the session's id, behind a namespace's name, for that of their socket, and tell it to others. They also wait for the server to begin, so
     * that they cannot show which form they speak.
     */
    ConnectionListener accept(EngineSession session, EngineOptions.Parser parser) {
        boolean packs = parser == EngineOptions.Parser.MSGPACK;
        if (session.isVersion3()) {
            String sid = session.sid();
            return sockets.accept(
                    session,
                    packs ? oldPacked : oldText,
                    namespace -> namespace.equals("/") ? sid : namespace + "#" + sid);
        }
        return sockets.accept(session, packs ? packed : text, parser == EngineOptions.Parser.JSON ? text : packed);
    }

    /** Where SockJS clients are accepted as sockets. */
    SockJsBridge bridge() {
        return bridge;
    }
}
