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

/**
 * Socket.IO over WebSocket for clients that leave out the slash at the end ({@code addTrailingSlash: false}). To containers
 * that is another path, and only annotated classes serve on both servers.
 */
@Dependent
@ServerEndpoint(value = SocketIoEndpoint.PATH, configurator = HandshakeConfigurator.class)
public class SocketIoSlashlessEndpoint {
    @Inject
    private EngineGateways gateways;

    private @Nullable EngineSocket socket;

    @OnOpen
    public void open(Session session, EndpointConfig config) throws IOException {
        socket = new EngineSocket(gateways.get(SocketIoEndpoint.PATH));
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
