package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.connection.CloseReason;
import io.sockee.event.EventReader;
import io.sockee.socketio.SocketIo5;
import io.sockee.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of both forms come the same way: the first message tells which one it is. */
class MessagePackTest {
    private static final int[] CONNECT = packet("82,A4,t,y,p,e,00,A3,n,s,p,A1,/");
    private static final int[] ASK = packet("83,A4,t,y,p,e,02,A2,i,d,01,A4,d,a,t,a,91,A1,q");

    @Controller
    @NonBlocking
    public static class Desk {
        @On("q")
        public String question(Socket socket) {
            socket.everyone().emit("asked", new byte[] {1, 2, 3});
            return "a";
        }
    }

    private final SocketFixture fixture = new SocketFixture(new Desk());
    private final Wire text = new SocketIo5("4", new EventReader(100), 10);
    private final Wire packed = SocketIo5.messagePack(100, 10);

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Bytes in hexadecimal digits, and letters as they are. */
    private static int[] packet(String text) {
        return Arrays.stream(text.split(","))
                .mapToInt(part ->
                        part.length() == 1 ? part.getBytes(StandardCharsets.US_ASCII)[0] : Integer.parseInt(part, 16))
                .toArray();
    }

    private RecordingConnection client() {
        return new RecordingConnection().speaking(fixture.server, text, packed);
    }

    @Test
    void clientsOfBothFormsAreInOneNamespace() {
        RecordingConnection first = client().say("0");
        assertThat(first.heard()).containsExactly("0{\"sid\":\"s1\"}");
        RecordingConnection second = client().sayBinary(CONNECT);
        assertThat(second.heard()).containsExactly("<26>");
        second.sayBinary(ASK);
        assertThat(first.heard()).containsExactly("51-[\"asked\",{\"_placeholder\":true,\"num\":0}]", "<3>");
        assertThat(second.heard())
                .as("one message each: the event, and the answer")
                .hasSize(2);
        first.say("2[\"q\"]");
        assertThat(first.heard()).hasSize(3);
        assertThat(second.heard()).hasSize(1);
    }

    @Test
    void whoHasBegunInOneFormKeepsToIt() {
        RecordingConnection first = client().say("0");
        first.sayBinary(ASK);
        assertThat(first.closed()).containsExactly(CloseReason.PARSE_ERROR);
        RecordingConnection second = client().sayBinary(CONNECT);
        second.say("2[\"q\"]");
        assertThat(second.closed()).containsExactly(CloseReason.PARSE_ERROR);
    }

    @Test
    void whereTextAloneIsSpokenABinaryBeginningIsAnError() {
        RecordingConnection client = fixture.client(text).sayBinary(CONNECT);
        assertThat(client.closed()).containsExactly(CloseReason.PARSE_ERROR);
    }
}
