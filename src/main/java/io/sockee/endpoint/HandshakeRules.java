package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineRefusal;
import io.sockee.engineio.EngineServer;
import java.util.Map;
import java.util.Optional;

/**
 * What the application has to say about requests that begin connections, and learns of those that are refused. Called on the requests'
 * threads; does not block, and does not throw.
 */
public interface HandshakeRules {

    /** Says nothing, and wants to know nothing. */
    HandshakeRules NONE = new HandshakeRules() {};

    /** Whether {@link #refusal} has to be asked. */
    default boolean asksFirst() {
        return false;
    }

    /** Why a request may not begin a connection, in words for the client; nothing when it may. */
    default Optional<String> refusal(HandshakeRequest request) {
        return Optional.empty();
    }

    /** The id of a connection that is about to begin; nothing when there is none that can be taken, and the request is refused. */
    default Optional<String> sid(EngineServer server, HandshakeRequest request) {
        return Optional.of(server.newSid());
    }

    /** Whether {@link #refused} has to be told. */
    default boolean isTold() {
        return false;
    }

    /**
     * A request was refused.
     *
     * @param context what the request was, without secrets
     */
    default void refused(EngineRefusal refusal, Map<String, String> context) {}
}
