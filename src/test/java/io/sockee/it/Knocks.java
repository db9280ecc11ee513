package io.sockee.it;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for {@code /send} without an end, hundreds of times in a second, on connections that it keeps for as long as the server
 * does, and on one of its own for each: what a website may hear while a server is started, stopped and killed.
 */
final class Knocks implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /send HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final URI server;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    Knocks(URI server) {
        this.server = server;
        for (boolean keep : new boolean[] {true, true, false, false}) {
            Thread thread = new Thread(() -> knock(keep), "knocks");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** How often each status was answered; {@code none} where there was no connection, or it ended. */
    Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    private void knock(boolean keep) {
        while (!enough) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
                InputStream in = new BufferedInputStream(socket.getInputStream());
                do {
                    socket.getOutputStream().write(REQUEST);
                    answers.merge(status(in), 1, Integer::sum);
                    LockSupport.parkNanos(PAUSE);
                } while (keep && !enough);
            } catch (IOException e) {
                answers.merge("none", 1, Integer::sum);
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** Reads an answer to its end. */
    private static String status(InputStream in) throws IOException {
        String status = line(in).split(" ")[1];
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                throw new IOException("This asks only for what is short.");
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        enough = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
