package io.sockee.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sockee.selftest.ScriptedPeer.Fault;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the self-test says of a server, against one that fails in each way. */
@DisplayName("The self-test's client")
@Timeout(60)
class SelfTestClientTest {

    private static SelfTestClient client(ScriptedPeer peer) {
        return new SelfTestClient(peer::dial, "localhost", "/?secret");
    }

    @Test
    @DisplayName("is content with a server that does everything")
    void passes() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(Fault.NONE)) {
            client(peer).run();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            NOT_FOUND        | the upgrade: the answer was not 101 but 404
            NO_HTTP          | the upgrade: the answer was not 101 but mail.example.org
            NO_UPGRADE       | the upgrade: no upgrade to a WebSocket
            WRONG_ACCEPT     | the upgrade: the key was not accepted
            EXTENSION        | the upgrade: an extension that was not offered
            ENDS_AT_ONCE     | the first message: the connection has ended (java.io.EOFException)
            NO_SESSION       | the first message: not the one that begins a session
            TEXT_CHANGED     | the echo of a text: something else came
            RESERVED_BIT     | the echo of a text: a frame with unexpected bits
            MASKED           | the echo of a text: a frame of the server's with a mask
            BYTES_CHANGED    | the echo of bytes: something else came
            HUGE             | the echo of bytes: a frame that is too large
            LARGE_CUT        | the echo of a large message: something else came
            FRAGMENTS_APART  | a message in fragments with a ping in between: something else came
            NO_PONG          | a message in fragments with a ping in between: something else came
            UNBOUNDED        | a client beside one that does not read: the server keeps without bound what its clients do not read
            NOTHING_SENT     | a client beside one that does not read: nothing was sent to it
            BLOCK_LOST       | a client that reads on: something else came
            BLOCKS_SWAPPED   | a client that reads on: something else came
            CLOSE_UNANSWERED | the close with code 4321: the connection has ended (java.io.EOFException)
            OTHER_CODE       | the close with code 4321: something else came
            HTTP_AGAIN       | the close with code 4321: something came after it
            """)
    @DisplayName("names the fault of one that does not")
    void fails(Fault fault, String reason) throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(fault)) {
            SelfTestException failure = catchThrowableOfType(() -> client(peer).run(), SelfTestException.class);
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.upgraded())
                    .as("is a WebSocket")
                    .isEqualTo(!Arrays.asList(Fault.NOT_FOUND, Fault.NO_HTTP).contains(fault));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHERS_WAIT", "DEAF_LATER", "STAYS_OPEN"})
    @DisplayName("waits for one that does not answer until it is told to stop")
    void silence(Fault fault) throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(fault)) {
            SelfTestClient client = client(peer);
            Thread closer = new Thread(() -> {
                peer.awaitSilence();
                client.close();
            });
            closer.start();
            assertThatThrownBy(client::run)
                    .isInstanceOf(SelfTestException.class)
                    .hasMessageContaining("it took too long");
            closer.join();
        }
    }

    @Test
    @DisplayName("tells apart a server that does not listen yet")
    void nobody() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        SelfTestClient client =
                new SelfTestClient(() -> new Socket(InetAddress.getLoopbackAddress(), port), "localhost", "/");
        assertThatThrownBy(client::run).isInstanceOf(ConnectException.class);
    }
}
