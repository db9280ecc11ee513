package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.admin.Admin;
import io.sockee.admin.AdminOptions;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Socket;
import io.sockee.api.SocketConnected;
import io.sockee.connection.CloseReason;
import io.sockee.recovery.Bounds;
import io.sockee.routing.ValueCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes wrong around admins must harm neither them nor others. */
@DisplayName("An admin in trouble")
class AdminTroubleTest {
    private static final Pattern WELCOME = Pattern.compile("0\\{\"sid\":\"(\\w+)\",\"pid\":\"(\\w+)\"}");
    private static final Pattern OFFSET = Pattern.compile(",\"(\\w+)\"]$");
    private static final Bounds BOUNDS = new Bounds(60_000, 50_000, 5, 10_000, 2, 100_000);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    /** An application's value that takes its time to be written. */
    public static final class Slow {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch mayAnswer = new CountDownLatch(1);

        public String getName() {
            asked.countDown();
            SocketFixture.await(mayAnswer);
            return "slow";
        }
    }

    /** An application. */
    @Controller
    public static final class Application {
        private final Slow slow = new Slow();
        private volatile @Nullable CountDownLatch mayEnd;

        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
        }

        @On("keep")
        public void keep(Socket socket) {
            socket.data().put("slow", slow);
        }

        @OnDisconnect
        public void gone() {
            CountDownLatch latch = mayEnd;
            if (latch != null) {
                SocketFixture.await(latch);
            }
        }
    }

    /** Counts the sockets that come. */
    private static final class Observers implements SocketObservers {
        private final AtomicInteger connected = new AtomicInteger();

        @Override
        public boolean anyOf(Class<?> event) {
            return event == SocketConnected.class;
        }

        @Override
        public void tell(Object event, BiConsumer<String, Throwable> failed) {
            if (event instanceof SocketConnected) {
                connected.incrementAndGet();
            }
        }
    }

    private final Application application = new Application();
    private final Observers observers = new Observers();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile boolean failing;
    private SocketFixture fixture;

    /** @param list how large the list of all sockets may be */
    private void begin(boolean recovering, long list, @Nullable Executor pool) {
        AdminOptions options = new AdminOptions(
                true,
                false,
                Optional.empty(),
                "node-1",
                100,
                60,
                Set.of("auth", "auth_data"),
                new AdminOptions.Window(3, 20_000, list));
        Admin admin = new Admin(options, this::random, () -> fixture.timers.nanoTime());
        fixture = recovering
                ? SocketFixture.watched(
                        BOUNDS, 2, List.of(admin.admission()), admin.observers(observers), application, new Place())
                : SocketFixture.watched(
                        List.of(admin.admission()), admin.observers(observers), application, new Place());
        admin.begin(
                new Admin.Server(
                        new SocketDirectory(fixture.hub),
                        fixture.counters,
                        this::transports,
                        new ValueCodec(100),
                        fixture.timers,
                        pool == null ? fixture.pool : pool),
                new Admin.Host("machine", 42, CLOCK.instant()),
                CLOCK);
    }

    /** The namespace is there, and answers nothing. */
    @Controller(namespace = Admin.NAMESPACE)
    public static final class Place {}

    private void begin() {
        begin(false, 20_000, null);
    }

    private String random() {
        return "r" + unlessFailing(ids.incrementAndGet());
    }

    private Map<String, Integer> transports() {
        return Map.of("websocket", unlessFailing(1));
    }

    private int unlessFailing(int value) {
        if (failing) {
            throw new IllegalStateException("failing");
        }
        return value;
    }

    @AfterEach
    void end() {
        application.slow.mayAnswer.countDown();
        CountDownLatch latch = application.mayEnd;
        if (latch != null) {
            latch.countDown();
        }
        fixture.close();
    }

    private RecordingConnection client() {
        RecordingConnection client = fixture.client().say("0");
        fixture.settle();
        return client;
    }

    private RecordingConnection admin() {
        RecordingConnection admin = fixture.client().say("0/admin,");
        fixture.settle();
        assertThat(admin.heard()).hasSizeGreaterThan(3);
        fixture.settle();
        admin.heard();
        return admin;
    }

    /** What it has been told since the last time, without figures. */
    private List<String> told(RecordingConnection admin) {
        fixture.settle();
        return admin.heard().stream()
                .filter(packet -> !packet.contains("\"server_stats\""))
                .map(packet -> packet.replaceFirst("^\\d+-?/admin,", "").replace("\"" + CLOCK.instant() + "\"", "now"))
                .toList();
    }

    @Test
    @DisplayName("is not told what logs others in, whoever sends it")
    void secrets() {
        begin();
        RecordingConnection client = client();
        RecordingConnection admin = admin();
        client.say("2[\"auth\",{\"user\":{\"name\":\"ann\",\"password\":\"open sesame\"}}]");
        new HubPublisher(fixture.server, "/").emit("auth_data", "t0ken");
        assertThat(told(admin))
                .containsExactly(
                        "[\"event_received\",\"/\",\"s1\",[\"auth\",\"(hidden)\"],now]",
                        "[\"event_sent\",\"/\",\"s1\",[\"auth_data\",\"(hidden)\"],now]");
        assertThat(client.heard()).contains("2[\"auth_data\",\"t0ken\"]");
    }

    @Test
    @DisplayName(
            "who reads too slowly for what others do is not cut off: it is told everything anew when it reads again")
    void catchesUp() {
        begin();
        RecordingConnection client = client();
        RecordingConnection admin = admin();
        admin.writable(false);
        for (int i = 0; i < 5; i++) {
            client.say("2[\"join\",\"room" + i + "\"]");
        }
        assertThat(told(admin))
                .filteredOn(packet -> packet.startsWith("[\"room_"))
                .hasSize(3);
        fixture.timers.pass(2_010);
        assertThat(told(admin)).as("it has not read yet").isEmpty();
        admin.drain();
        fixture.timers.pass(2_010);
        List<String> news = told(admin);
        assertThat(news).hasSize(1);
        assertThat(news.get(0))
                .startsWith("[\"all_sockets\",")
                .contains("[\"s1\",\"room0\",\"room1\",\"room2\",\"room3\",\"room4\"]");
        client.say("2[\"join\",\"room5\"]");
        assertThat(told(admin)).contains("[\"room_joined\",\"/\",\"room5\",\"s1\",now]");
        assertThat(admin.closed()).isEmpty();
    }

    @Test
    @DisplayName("does not have others wait for what the application does when its data are shown")
    void slowData() {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        begin(false, 20_000, task -> running.add(CompletableFuture.runAsync(task)));
        RecordingConnection client = client();
        RecordingConnection admin = admin();
        client.say("2[\"keep\"]");
        told(admin);
        fixture.timers.pass(2_010);
        SocketFixture.await(application.slow.asked);
        client();
        assertThat(told(admin)).hasSize(1).first().asString().startsWith("[\"socket_connected\",");
        fixture.timers.pass(10_000);
        assertThat(running).as("nor asks again meanwhile").hasSize(1);
        application.slow.mayAnswer.countDown();
        running.get(0).join();
        assertThat(told(admin))
                .containsExactly(
                        "[\"socket_updated\",{\"id\":\"s1\",\"nsp\":\"/\",\"data\":{\"slow\":{\"name\":\"slow\"}}}]");
    }

    @Test
    @DisplayName("is told of a client that comes back under its id only when its former socket has ended")
    void recovered() {
        begin(true, 20_000, null);
        RecordingConnection client = fixture.client().say("0");
        Matcher welcome = WELCOME.matcher(await(client, "0{"));
        assertThat(welcome.matches()).isTrue();
        new HubPublisher(fixture.server, "/").emit("news", 1);
        Matcher offset = OFFSET.matcher(await(client, "2[\"news\""));
        assertThat(offset.find()).isTrue();
        RecordingConnection admin = fixture.client().say("0/admin,");
        await(admin, "\"server_stats\"");
        application.mayEnd = new CountDownLatch(1);
        client.close(CloseReason.TRANSPORT_ERROR);
        RecordingConnection again =
                fixture.client().say("0{\"pid\":\"" + welcome.group(2) + "\",\"offset\":\"" + offset.group(1) + "\"}");
        application.mayEnd.countDown();
        assertThat(await(again, "0{")).contains("\"sid\":\"" + welcome.group(1) + "\"");
        again.say("2[\"join\",\"red\"]");
        List<String> news = new ArrayList<>();
        String last = "";
        while (!(last.contains("\"socket_connected\"")
                && last.contains("\"id\":\"" + welcome.group(1) + "\""))) { // it may still be told of its own
            last = await(admin, "\"s");
            news.add(last);
        }
        assertThat(news)
                .filteredOn(packet -> packet.contains("\"socket_disconnected\""))
                .hasSize(1);
        again.close(CloseReason.TRANSPORT_ERROR);
        await(admin, "\"socket_disconnected\"");
    }

    private final Map<RecordingConnection, List<String>> unread = new HashMap<>();

    /** The next packet with that in it; those before it are passed over. */
    private String await(RecordingConnection client, String part) {
        List<String> waiting = unread.computeIfAbsent(client, key -> new ArrayList<>());
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            waiting.addAll(client.heard());
            while (!waiting.isEmpty()) {
                String packet = waiting.remove(0);
                if (packet.contains(part)) {
                    return packet;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("was not told: " + part);
    }

    @Test
    @DisplayName("of whom the server knows too little keeps no observer of the application from being told")
    void failingUi() {
        begin();
        admin();
        int before = observers.connected.get();
        failing = true;
        client();
        assertThat(observers.connected.get()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("who could not be let in takes nobody's place")
    void failingBegin() {
        begin();
        failing = true;
        for (int i = 0; i < 50; i++) {
            RecordingConnection admin = fixture.client().say("0/admin,");
            fixture.settle();
            assertThat(admin.heard()).hasSize(1).first().asString().startsWith("4/admin,");
        }
        failing = false;
        admin();
    }

    @Test
    @DisplayName("is told when others that come later leave no room for all sockets in the list")
    void listTooLarge() {
        begin(false, 1_000, null);
        RecordingConnection first = admin();
        for (int i = 0; i < 4; i++) {
            client();
        }
        assertThat(told(first))
                .filteredOn(packet -> packet.contains("\"socket_connected\""))
                .hasSize(4);
        RecordingConnection second = fixture.client().say("0/admin,");
        fixture.settle();
        String list = second.heard().stream()
                .filter(packet -> packet.contains("\"all_sockets\""))
                .findFirst()
                .orElseThrow();
        assertThat(list.length()).isLessThan(1_100);
        assertThat(told(first))
                .filteredOn(packet -> packet.startsWith("[\"all_sockets\""))
                .hasSize(1);
    }
}
