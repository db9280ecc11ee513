package io.sockee.endpoint;

import io.sockee.connection.Handshake;
import jakarta.servlet.ServletException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries the handshake from the filter, which sees the request, to the endpoint, which does not: the container
 * upgrades on the filter's thread, within its call.
 */
public class HandshakeConfigurator extends ServerEndpointConfig.Configurator {
    private static final String HANDSHAKE = HandshakeConfigurator.class.getName();
    private static final ThreadLocal<@Nullable Upgrading> CURRENT = new ThreadLocal<>();

    /**
     * An upgrade under way.
     *
     * @param sid the id that a session has if it begins with this WebSocket
     * @param cookie a header that tells it to the client, if one is wanted
     */
    record Upgrading(Handshake handshake, String sid, Optional<String> cookie) {}

    /** The rest of a filter chain. */
    interface Chain {
        void run() throws IOException, ServletException;
    }

    static void during(Upgrading upgrading, Chain chain) throws IOException, ServletException {
        CURRENT.set(upgrading);
        try {
            chain.run();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Upgrading upgrading = CURRENT.get();
        if (upgrading != null) {
            config.getUserProperties().put(HANDSHAKE, upgrading);
            upgrading.cookie().ifPresent(cookie -> response.getHeaders().put("Set-Cookie", List.of(cookie)));
        }
    }

    static Upgrading upgrading(Session session, EndpointConfig config) {
        Object upgrading = session.getUserProperties().get(HANDSHAKE);
        if (upgrading == null) {
            upgrading = config.getUserProperties().get(HANDSHAKE);
        }
        if (upgrading == null) {
            throw new IllegalStateException("A WebSocket was opened past the filter that checks it.");
        }
        return (Upgrading) upgrading;
    }
}
