package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The other end of a socket")
class ClosedPeersTest {
    private static final int TLS_1_3 = 24;
    private static final int TLS_1_2 = 31;
    private static final int JAVA = 80;

    /** With 22 bytes around it, what TLS adds at least. */
    private static final String SHORTEST_POLL =
            "GET /a/?EIO=4&transport=polling&sid=01234567890123456789 HTTP/1.1\r\nHost: a\r\n\r\n";

    private final ClosedPeers peers = new ClosedPeers();
    private Selector container;
    private Socket client;
    private SocketChannel server;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = new Socket(
                    InetAddress.getLoopbackAddress(), listening.socket().getLocalPort());
            server = listening.accept();
        }
        server.configureBlocking(false);
        container = Selector.open();
        server.register(container, SelectionKey.OP_READ); // as servers do
    }

    @AfterEach
    void disconnect() throws IOException {
        peers.close();
        client.close();
        server.close();
        container.close();
    }

    private boolean hasClosed(boolean encrypted) {
        return peers.hasClosed(server, encrypted);
    }

    @ParameterizedTest(name = "encrypted: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("is there as long as it has not closed it")
    void there(boolean encrypted) {
        assertThat(hasClosed(encrypted)).isFalse();
        assertThat(hasClosed(encrypted)).isFalse();
    }

    @ParameterizedTest(name = "reset: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("is seen to have closed or reset it")
    void gone(boolean reset) throws IOException {
        if (reset) {
            client.setSoLinger(true, 0);
        }
        client.close();
        await().until(() -> hasClosed(false));
        assertThat(hasClosed(true)).isTrue();
    }

    @Test
    @DisplayName("has its next request left to the container, even where it closes after it")
    void pipelining() throws IOException {
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
        client.close();
        ByteBuffer read = ByteBuffer.allocate(100);
        await().until(() -> container.selectNow() > 0);
        assertThat(hasClosed(false)).isFalse();
        assertThat(server.read(read)).isEqualTo(27);
        await().until(() -> hasClosed(false));
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {TLS_1_3, TLS_1_2, JAVA})
    @DisplayName("has closed it with a farewell of TLS")
    void farewell(int length) throws IOException {
        client.getOutputStream().write(new byte[length]);
        client.close();
        await().until(() -> container.selectNow() > 0);
        assertThat(hasClosed(false)).isFalse();
        assertThat(hasClosed(true)).isTrue();
    }

    @Test
    @DisplayName("is there when it sends its next request over TLS")
    void requestOverTls() throws IOException {
        client.getOutputStream().write(new byte[SHORTEST_POLL.length() + 22]);
        await().until(() -> container.selectNow() > 0);
        assertThat(hasClosed(true)).isFalse();
    }

    @Test
    @DisplayName("is gone when the socket has been closed here")
    void closedHere() throws IOException {
        server.close();
        assertThat(hasClosed(false)).isTrue();
    }

    @Test
    @DisplayName("is let go of when it has been looked at")
    void letsGo() throws IOException {
        assertThat(hasClosed(false)).isFalse();
        server.keyFor(container).cancel();
        container.selectNow();
        assertThat(server.isRegistered()).isFalse();
    }

    @Test
    @DisplayName("is looked at by many at a time, and after the end")
    void many() {
        assertThat(IntStream.range(0, 2000).parallel().anyMatch(i -> hasClosed(false)))
                .isFalse();
        peers.close();
        assertThat(hasClosed(false)).isFalse();
    }

    @Test
    @DisplayName("is not known where the socket blocks")
    void blocking() throws IOException {
        container.close(); // a channel with a selector cannot block
        server.configureBlocking(true);
        client.close();
        assertThat(hasClosed(false)).isFalse();
    }
}
