package io.sockee.endpoint;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Socket.IO over WebSocket. An instance for each connection; Open Liberty injects only into a dependent bean. */
@Dependent
@ServerEndpoint(value = SocketIoEndpoint.PATH + "/", configurator = HandshakeConfigurator.class)
public class SocketIoEndpoint {
    /** Where Socket.IO clients connect, unless they are told otherwise. */
    public static final String PATH = "/socket.io";

    @Inject
    private EngineGateways gateways;

    private @Nullable EngineSocket socket;

    @OnOpen
    public void open(Session session, EndpointConfig config) throws IOException {
        socket = new EngineSocket(gateways.get(PATH));
        socket.open(session, config);
    }

    @OnMessage
    public void text(String part, boolean last) {
        if (socket != null) {
            socket.text(part, last);
        }
    }

    @OnMessage
    public void binary(byte[] part, boolean last) {
        if (socket != null) {
            socket.binary(part, last);
        }
    }

    @OnClose
    public void close(CloseReason reason) {
        if (socket != null) {
            socket.close(reason);
        }
    }

    @OnError
    public void error(Throwable failure) {
        if (socket != null) {
            socket.error();
        }
    }
}
