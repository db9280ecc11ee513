package io.sockee.endpoint;

import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import java.util.concurrent.Executor;

/**
 * The turns that a WebSocket's messages have on Undertow (WildFly). A thread that reads hands messages, and a close frame,
 * to a worker; that a connection broke, however, it tells by itself and at once, so before messages that came long before.
 *
 * <p>Not loaded on other servers, which have none of the classes that it uses.
 */
final class UndertowTurns {
    private UndertowTurns() {}

    /** Runs what it is given after the messages that have come by now, and with the application's context as these. */
    static Executor of(Session session) {
        UndertowSession undertow = (UndertowSession) session;
        return task -> undertow.getContainer().invokeEndpointMethod(undertow.getExecutor(), task);
    }
}
