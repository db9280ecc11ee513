package io.sockee.it;

import io.sockee.push.WebsiteServer;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A website that posts as fast as it is answered, over several connections, and devices that acknowledge at once. */
final class PushLoad implements AutoCloseable {
    /** Connections that post, each one request after the other. */
    private static final int POSTERS = 32;

    /** Longer than between two heartbeats. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** Deliveries that may be under way. */
    private static final int OUTSTANDING = 5000;

    private static final String KEY = "0123456789abcdef";
    private static final String PAYLOAD = "{\"id\":1,\"text\":\"" + "x".repeat(80) + "\"}";

    /**
     * What was measured.
     *
     * @param accepted requests that were answered 200, in a second
     * @param delivered messages that devices got, in a second
     * @param median milliseconds until the answer
     * @param late the same for one in a hundred
     */
    record Rate(double accepted, double delivered, double median, double late) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f accepted/s, %.0f delivered/s, answer after %.1f ms (99%%: %.1f ms)",
                    accepted,
                    delivered,
                    median,
                    late);
        }
    }

    private final WebsiteServer website = new WebsiteServer();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<EngineSocket> sockets = new ArrayList<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong posted = new AtomicLong();
    private volatile int reach = 1; // devices that get what is posted
    private volatile long began; // what had been delivered before
    private URI base = URI.create("http://127.0.0.1/");

    PushLoad() {
        website.users(token -> List.of("user_" + token, "all_" + token.replaceAll("\\d", "")));
    }

    /** What tells a server of the sites: {@code shop}, which delivers durably, and {@code plain}, which does not. */
    Map<String, String> sites() throws IOException {
        Path file = Files.createTempFile("sockee-rates", ".yml");
        file.toFile().deleteOnExit();
        Files.writeString(file, site("shop") + "  userRoomPrefix: user_\n" + site("plain"));
        return Map.of("SOCKEE_SITES_FILE", file.toString());
    }

    private String site(String name) {
        return name + ":\n  authUrl: " + website.url("/auth") + "\n  authScheme: Bearer\n  apiKey: " + KEY + "\n";
    }

    /** The server that it is all about. */
    void at(URI server) {
        base = server;
    }

    /** Connects devices of as many users, {@code kind0} and so on, who are in {@code all_kind} too. */
    void connect(String site, String kind, int count) {
        for (int i = 0; i < count; i++) {
            EngineSocket socket = join(site, kind + i);
            sockets.add(socket);
            threads.execute(() -> acknowledge(socket, "/" + site + ","));
        }
    }

    private EngineSocket join(String site, String user) {
        EngineSocket socket = EngineSocket.open(
                RawWebSocket.to(Endpoint.socketIo(base), "EIO=4&transport=websocket&deviceId=d&token=" + user));
        socket.send("40/" + site + ",");
        String joined = socket.next();
        if (!joined.startsWith("40/")) {
            throw new AssertionError(joined);
        }
        return socket;
    }

    private void acknowledge(EngineSocket socket, String namespace) {
        try {
            Frame frame = socket.raw().next(IDLE);
            while (frame instanceof Frame.Text text) {
                hear(socket, namespace, text.text());
                frame = socket.raw().next(IDLE);
            }
        } catch (UncheckedIOException e) {
            return; // the end
        }
    }

    private void hear(EngineSocket socket, String namespace, String packet) {
        String event = "42" + namespace;
        if (packet.equals("2")) {
            socket.send("3");
        } else if (packet.startsWith(event)) {
            int from = event.length();
            int to = packet.indexOf('[', from);
            if (to > from) {
                socket.send("43" + namespace + packet.substring(from, to) + "[]");
            }
            if (!packet.startsWith("[\"_settings", to)) {
                delivered.incrementAndGet();
            }
        }
    }

    /** Makes devices of as many users known, and leaves again. */
    void leave(String site, String kind, int count) {
        for (int i = 0; i < count; i++) {
            try (EngineSocket socket = join(site, kind + i)) {
                socket.next(); // the settings: now it is known
            }
        }
    }

    /** Milliseconds from the CONNECT of a device to the end of the batch of what has waited for it, and how much that was. */
    String batch(String site, String user) {
        long began = System.nanoTime();
        try (EngineSocket socket = join(site, user)) {
            socket.next(); // the settings
            String batch = socket.next();
            long millis = (System.nanoTime() - began) / 1_000_000;
            socket.send("43/" + site + ",0[]");
            return millis + " ms for a batch of " + batch.length() / 1024 + " KiB";
        }
    }

    /**
     * Posts for some time.
     *
     * @param room where to; {@code %d} in it stands for a number below {@code users}, another one each time
     */
    Rate post(String site, String room, int users, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long before = delivered.get();
        reach = room.contains("%d") ? 1 : users;
        posted.set(0);
        began = before;
        List<long[]> taken = each(POSTERS, () -> post(site, room, users, end, Integer.MAX_VALUE));
        double seconds = time.toNanos() / 1e9;
        long[] all = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Rate(
                all.length / seconds,
                (delivered.get() - before) / seconds,
                all[all.length / 2] / 1e6,
                all[all.length * 99 / 100] / 1e6);
    }

    /** Posts so many messages, over so many connections. */
    void post(String site, String room, int messages, int posters) throws Exception {
        reach = 0; // nobody is there
        List<long[]> unused = each(posters, () -> post(site, room, 1, Long.MAX_VALUE, messages / posters));
    }

    private <T> List<T> each(int posters, Callable<T> task) throws Exception {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < posters; i++) {
            running.add(threads.submit(task));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(each.get());
        }
        return results;
    }

    /** What is emitted is not held back by devices that are slower: that is for the website to do. */
    private void awaitDevices(long end) {
        long sent = posted.getAndIncrement() * reach;
        while (sent - (delivered.get() - began) > OUTSTANDING && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000);
        }
    }

    /** The nanoseconds of each answer. */
    private long[] post(String site, String room, int users, long end, int most) {
        Endpoint send = new Endpoint(base, "/send");
        String head = "POST " + send.target("site=" + site) + " HTTP/1.1\r\nHost: " + send.authority()
                + "\r\nX-Api-Key: " + KEY + "\r\nContent-Type: application/json\r\nContent-Length: ";
        long[] taken = new long[1024];
        int count = 0;
        try (RawHttp http = RawHttp.connect(send)) {
            while (count < most && System.nanoTime() < end) {
                awaitDevices(end);
                long began = System.nanoTime();
                int user = next.getAndIncrement() % users;
                String to = room.replace("%d", Integer.toString(user));
                String body = "{\"rooms\":\"" + to + "\",\"event\":\"e\",\"args\":[" + PAYLOAD + "]}";
                int status = http.write(head + body.length() + "\r\n\r\n" + body)
                        .read()
                        .status();
                if (status != 200) {
                    throw new AssertionError("status " + status);
                }
                if (count == taken.length) {
                    taken = Arrays.copyOf(taken, count * 2);
                }
                taken[count++] = System.nanoTime() - began;
            }
        }
        return Arrays.copyOf(taken, count);
    }

    @Override
    public void close() {
        sockets.forEach(EngineSocket::close);
        threads.shutdownNow();
        website.close();
    }
}
