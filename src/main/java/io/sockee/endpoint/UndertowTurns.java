package io.sockee.endpoint;

import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import java.util.concurrent.Executor;

/**
 * The order of a WebSocket's messages on Undertow (WildFly). The thread that reads hands messages, and a close frame, to a
 * worker; but it tells of a broken connection by itself and at once, so perhaps before messages that came earlier.
 *
 * <p>Not loaded on other servers, which have none of the classes that it uses.
 */
final class UndertowTurns {
    private UndertowTurns() {}

    /** An executor that runs a task after the messages that have come by now, with the application's context. */
    static Executor of(Session session) {
        UndertowSession undertow = (UndertowSession) session;
        return task -> undertow.getContainer().invokeEndpointMethod(undertow.getExecutor(), task);
    }
}
