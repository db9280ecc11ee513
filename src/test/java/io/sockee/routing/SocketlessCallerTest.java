package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Handshake;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.metrics.Counters;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The smallest caller: it has an id, an address and perhaps a user, and is no socket. */
@DisplayName("A caller that is no socket")
class SocketlessCallerTest extends CallerSuite {

    /** Answers sockets. */
    public static class Sockets {
        @On("socket")
        public String socket(Socket socket) {
            return socket.id();
        }

        @On("handshake")
        public String handshake(Handshake handshake) {
            return handshake.address();
        }
    }

    private final RecordingCalls calls = new RecordingCalls(Desk.class, new Desk(), false);

    @Override
    protected String ask(Optional<User> user, String event, String... arguments) {
        calls.user = user;
        return calls.ask(event, arguments);
    }

    @Override
    protected Counters counters() {
        return calls.counters;
    }

    @Override
    protected String sessionId() {
        return "somebody";
    }

    @Test
    void isRefusedWhereASocketIsNeeded() {
        RecordingCalls sockets = new RecordingCalls(Sockets.class, new Sockets(), false);
        String refusal = "{\"ok\":false,\"err\":\"Only a socket can call this.\",\"res\":false}";
        assertThat(sockets.ask("socket")).isEqualTo(refusal);
        assertThat(sockets.ask("handshake")).isEqualTo(refusal);
    }
}
