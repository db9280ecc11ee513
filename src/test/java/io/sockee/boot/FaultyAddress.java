package io.sockee.boot;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * For a deployment on which the self-test fails: it reaches something that upgrades one connection, with the answer to another key.
 */
@Alternative
@Priority(1)
@Dependent
public class FaultyAddress extends OwnAddress {
    private static final String ANSWER =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    @Override
    List<HttpAddress> all() {
        try {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> answer(server));
            thread.setDaemon(true);
            thread.start();
            return List.of(new HttpAddress("localhost", server.getLocalPort(), false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(ServerSocket server) {
        try (server;
                Socket connection = server.accept()) {
            InputStream in = connection.getInputStream();
            for (int last = 0; last != 0x0d0a0d0a; ) {
                last = (last << 8) | in.read();
            }
            connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            while (in.read() >= 0) {
                // until the client has had enough
            }
        } catch (IOException e) {
            // it has gone
        }
    }
}
