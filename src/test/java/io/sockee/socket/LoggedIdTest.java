package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.event.EventReader;
import io.sockee.routing.Failures;
import io.sockee.routing.LogLines;
import io.sockee.socketio.SocketIo5;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** As clients of Socket.IO 2 are. */
@DisplayName("A socket whose id is its session's")
class LoggedIdTest {
    private static final String SID = "q3Vv0zGmT1yq6dXkNwAAAAAB";
    private static final String LOGGED = "sha256:61853a6006bde17d";

    /** What is called. */
    @Controller
    public static class Desk {
        private final CountDownLatch goOn = new CountDownLatch(1);

        @On("bug")
        @NonBlocking
        public void bug() {
            throw new IllegalStateException("a bug");
        }

        @On("slow")
        public void slow() {
            SocketFixture.await(goOn);
        }

        @On("who")
        @NonBlocking
        public String who(Socket socket) {
            return socket.id() + " " + socket;
        }
    }

    private final Desk desk = new Desk();

    private RecordingConnection joined(SocketFixture fixture) {
        RecordingConnection client = new RecordingConnection()
                .speaking(fixture.server, new SocketIo5("4", new EventReader(100), 10), namespace -> SID);
        client.say("0");
        fixture.settle();
        return client;
    }

    @Test
    @DisplayName("stands in the log by a digest, also where applications log it")
    void digest() {
        try (SocketFixture fixture = new SocketFixture(desk);
                LogLines log = LogLines.of(Failures.class)) {
            RecordingConnection client = joined(fixture);
            client.say("2[\"bug\"]", "21[\"who\"]");
            fixture.settle();
            assertThat(log.warnings()).singleElement().asString().contains(" sid=" + LOGGED + " ");
            assertThat(String.join("", client.heard())).contains("\"" + SID + " socket " + LOGGED + " in /\"");
        }
    }

    @Test
    @DisplayName("does so when it calls too much")
    void flood() {
        try (SocketFixture fixture = new SocketFixture(desk);
                LogLines log = LogLines.of(ClientConnection.class)) {
            RecordingConnection client = joined(fixture);
            for (int i = 0; i < 2 + SocketFixture.SETTINGS.maxWaitingCalls(); i++) {
                client.say("2[\"slow\"]");
            }
            desk.goOn.countDown();
            assertThat(log.lines()).singleElement().asString().startsWith("sid=" + LOGGED + " sends faster");
        }
    }
}
