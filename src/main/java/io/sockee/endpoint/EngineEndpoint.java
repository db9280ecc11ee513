package io.sockee.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The container's endpoint for one WebSocket. It is no annotated class: where messages come in parts, Open Liberty compares a
 * frame's announced size with the session's limit only for programmatic endpoints. It is made for one upgrade and has no path,
 * so that two upgrades share nothing.
 */
public final class EngineEndpoint extends Endpoint {
    private final @Nullable Upgrading upgrading;
    private @Nullable EngineSocket socket;

    private EngineEndpoint(Upgrading upgrading) {
        this.upgrading = upgrading;
    }

    /** For containers that insist on being able to make one; such an endpoint opens nothing. */
    public EngineEndpoint() {
        this.upgrading = null;
    }

    /** What a container needs for one upgrade. */
    static ServerEndpointConfig config(Upgrading upgrading) {
        return ServerEndpointConfig.Builder.create(EngineEndpoint.class, "/")
                .configurator(new OneUpgrade(upgrading))
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Upgrading opens = upgrading;
        if (opens == null) {
            throw new IllegalStateException("A WebSocket was opened past the filter that checks it.");
        }
        EngineSocket opened = new EngineSocket(opens);
        socket = opened;
        opened.open(session);
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) opened::text);
        session.addMessageHandler(byte[].class, (MessageHandler.Partial<byte[]>) opened::binary);
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> opened.pong());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (socket != null) {
            socket.close(reason);
        }
    }

    @Override
    public void onError(Session session, Throwable failure) {
        if (socket != null) {
            socket.error();
        }
    }

    /** Gives the container the one endpoint, and its answer the cookies and the subprotocol. */
    private static final class OneUpgrade extends ServerEndpointConfig.Configurator {
        private final Upgrading upgrading;

        OneUpgrade(Upgrading upgrading) {
            this.upgrading = upgrading;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new EngineEndpoint(upgrading));
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> offered) {
            return upgrading.subprotocol().orElse(""); // which stands for none
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            if (!upgrading.cookies().isEmpty()) {
                response.getHeaders().put("Set-Cookie", upgrading.cookies());
            }
        }
    }
}
