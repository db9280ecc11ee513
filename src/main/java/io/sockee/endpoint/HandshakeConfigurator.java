package io.sockee.endpoint;

import io.sockee.connection.Handshake;
import jakarta.servlet.ServletException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Carries the handshake from the filter, which sees the request, to the endpoint, which does not: the container
 * upgrades on the filter's thread, within its call.
 */
public class HandshakeConfigurator extends ServerEndpointConfig.Configurator {
    private static final String HANDSHAKE = HandshakeConfigurator.class.getName();
    private static final ThreadLocal<@Nullable Handshake> CURRENT = new ThreadLocal<>();

    /** The rest of a filter chain. */
    interface Chain {
        void run() throws IOException, ServletException;
    }

    static void during(Handshake handshake, Chain chain) throws IOException, ServletException {
        CURRENT.set(handshake);
        try {
            chain.run();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Handshake handshake = CURRENT.get();
        if (handshake != null) {
            config.getUserProperties().put(HANDSHAKE, handshake);
        }
    }

    static Handshake handshake(Session session, EndpointConfig config) {
        Object handshake = session.getUserProperties().get(HANDSHAKE);
        if (handshake == null) {
            handshake = config.getUserProperties().get(HANDSHAKE);
        }
        if (handshake == null) {
            throw new IllegalStateException("A WebSocket was opened past the filter that checks it.");
        }
        return (Handshake) handshake;
    }
}
