package io.sockee.it.proxies;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Passes connections on, byte by byte, and notes the request lines that go by. */
final class Relay implements AutoCloseable {
    private static final Pattern REQUEST_LINE = Pattern.compile("(?:GET|POST) (\\S+) HTTP/1\\.1\r\n");
    private static final Pattern HEAD = Pattern.compile("POST \\S+ HTTP/1\\.1\r\n.*?\r\n\r\n", Pattern.DOTALL);

    /** Opens a connection to where they are passed on to. */
    interface Target {
        Socket connect() throws IOException;
    }

    private final ServerSocket server;
    private final Target target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> targets = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();

    private Relay(ServerSocket server, Target target) {
        this.server = server;
        this.target = target;
    }

    /** Listens at a port of its own. */
    static Relay to(Target target) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")), target);
            daemon(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Paths and queries of the requests so far. */
    List<String> requests() {
        synchronized (targets) {
            return List.copyOf(targets);
        }
    }

    /** Heads of the requests with a body so far, where they came in one piece. */
    List<String> heads() {
        synchronized (targets) {
            return List.copyOf(heads);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                open.add(from);
                Socket to = target.connect();
                open.add(to);
                daemon(() -> pump(from, to, true));
                daemon(() -> pump(to, from, false));
            } catch (IOException e) {
                // This connection failed, or there will be no more: the loop's condition tells.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (requests) {
                    note(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // An end as good as any other: both sides are closed.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void note(String bytes) {
        synchronized (targets) {
            REQUEST_LINE.matcher(bytes).results().forEach(line -> targets.add(line.group(1)));
            HEAD.matcher(bytes).results().forEach(head -> heads.add(head.group()));
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
