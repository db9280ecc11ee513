package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.recovery.Bounds;
import io.sockee.traffic.Line;
import io.sockee.traffic.TrafficLog;
import io.sockee.traffic.Wish;
import io.sockee.wire.Packet;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The traffic log")
class TrafficLogTest {

    @Controller
    public static class Desk {
        @On("say")
        public String say(Socket socket, String text) {
            socket.emit("said", text);
            return text;
        }

        @On("silent")
        public CompletionStage<String> silent() {
            return new CompletableFuture<>();
        }

        @On("password")
        public String password(String old) {
            return "secret token";
        }

        @On("ask")
        public void ask(Socket socket) {
            var unused = socket.emitWithAck(Duration.ofSeconds(5), "why", "so");
        }

        @On("all")
        public void all(Socket socket, String text) {
            socket.everyone().emit("heard", text);
        }

        @On("login")
        public void login(Socket socket, String name) {
            socket.logIn(new User(name, name, Set.of()));
        }

        @On("out")
        public void out(Socket socket) {
            socket.disconnect();
        }
    }

    private final SocketFixture fixture = new SocketFixture(new Desk());
    private final RecordingConnection client = fixture.client().say("0{\"token\":\"auth-secret\"}");

    TrafficLogTest() {
        fixture.settle();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long watch(Wish.Whose whose, String id, int lines, int payload) {
        return fixture.traffic
                .begin(new Wish(whose, id, Duration.ofSeconds(10), lines, payload))
                .orElseThrow()
                .id();
    }

    private void say(String... packets) {
        client.say(packets);
        fixture.settle();
    }

    private List<Line> lines(long id) {
        return fixture.traffic.lines(id, 0, 10_000).orElseThrow().lines();
    }

    /** As people would write them: the way, what it is, the id of the ack, the payload. */
    private List<String> told(long id) {
        return lines(id).stream()
                .map(line -> line.way() + " " + line.kind() + (line.event() == null ? "" : " " + line.event())
                        + (line.ackId() < 0 ? "" : " #" + line.ackId())
                        + (line.payload() == null ? "" : " " + line.payload()))
                .toList();
    }

    @Test
    @DisplayName(
            "has each packet in and out, with time, size and ack id, and without payloads unless they are asked for")
    void packets() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 0);
        fixture.millis = 1_700_000_000_000L;
        say("27[\"say\",\"hello\"]");
        assertThat(told(id)).containsExactly("IN EVENT say #7", "OUT EVENT said", "OUT ACK #7");
        Line first = lines(id).get(0);
        assertThat(first)
                .isEqualTo(new Line(
                        1,
                        1_700_000_000_000L,
                        Line.Way.IN,
                        Line.Kind.EVENT,
                        "s1",
                        "/",
                        "say",
                        7,
                        "\"hello\"".length(),
                        null));
    }

    @Test
    @DisplayName("cuts payloads")
    void cut() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 4);
        say("2[\"say\",\"hello\"]", "2[\"say\",\"\"]", "2[\"say\",\"aa\uD83D\uDE00\"]");
        assertThat(told(id)).contains("IN EVENT say \"hel…", "IN EVENT say \"\"", "IN EVENT say \"aa…");
    }

    @Test
    @DisplayName("never has the arguments of events that hold secrets, nor the answers to them")
    void secrets() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 1_000);
        say("21[\"password\",\"mine\"]", "2[\"password\",\"mine\"]", "22[\"sockee:hello\",\"0123456789abcdef\"]");
        assertThat(told(id))
                .contains(
                        "IN EVENT password #1 (hidden)",
                        "OUT ACK #1 (hidden)",
                        "IN EVENT password (hidden)",
                        "OUT EVENT password_data (hidden)",
                        "IN EVENT sockee:hello #2 (hidden)",
                        "OUT ACK #2 (hidden)");
    }

    @Test
    @DisplayName("does not have the answer to a question that came before: it may be a secret")
    void unknownQuestion() {
        Hesitating gate = new Hesitating();
        try (SocketFixture slow = new SocketFixture(gate)) {
            RecordingConnection other = slow.client().say("0");
            slow.settle();
            other.say("21[\"wait\"]");
            long id = slow.traffic
                    .begin(new Wish(Wish.Whose.SOCKET, "s1", Duration.ofSeconds(10), 10, 100))
                    .orElseThrow()
                    .id();
            gate.open.countDown();
            slow.settle();
            assertThat(slow.traffic.lines(id, 0, 10).orElseThrow().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.payload()).isEqualTo("(hidden)"));
        }
    }

    /** Answers when it may. */
    @Controller
    public static class Hesitating {
        final CountDownLatch open = new CountDownLatch(1);

        @On("wait")
        public String waits() {
            SocketFixture.await(open);
            return "secret token";
        }
    }

    @Test
    @DisplayName(
            "does not have the answer to an id that two questions had at a time, whichever was the secret one, nor to it later")
    void sameIdTwice() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 1_000);
        say("21[\"silent\"]", "21[\"password\",\"mine\"]", "21[\"say\",\"hello\"]");
        assertThat(told(id))
                .filteredOn(line -> line.startsWith("OUT ACK"))
                .hasSize(2)
                .allMatch("OUT ACK #1 (hidden)"::equals);
        say("22[\"password\",\"mine\"]", "22[\"say\",\"hello\"]");
        assertThat(told(id)).filteredOn(line -> line.startsWith("OUT ACK #2")).contains("OUT ACK #2 (hidden)");
        say("23[\"say\",\"hello\"]");
        assertThat(told(id)).last().asString().contains("OUT ACK #3").contains("hello");
    }

    @Test
    @DisplayName("has no answers any more when too many questions are open")
    void manyQuestions() {
        long id = watch(Wish.Whose.SOCKET, "s1", 5_000, 100);
        for (int i = 0; i <= 1_000; i++) {
            say("2" + i + "[\"silent\"]");
        }
        say("22000[\"say\",\"hello\"]");
        assertThat(told(id)).last().isEqualTo("OUT ACK #2000 (hidden)");
    }

    @Test
    @DisplayName("ends when its payloads have a few million characters")
    void charsEnd() {
        long id = watch(Wish.Whose.SOCKET, "s1", 5_000, 100_000);
        String large = "x".repeat(200_000);
        for (int i = 0; i < 39; i++) {
            socket().emit("said", large);
        }
        assertThat(fixture.traffic.isOn()).isTrue();
        for (int i = 0; i < 10; i++) {
            socket().emit("said", large);
        }
        TrafficLog.Seen seen = fixture.traffic.lines(id, 0, 100).orElseThrow();
        assertThat(seen.end()).isEqualTo("chars");
        assertThat(seen.lines()).hasSize(40);
    }

    private Socket socket() {
        return fixture.namespace("/")
                .member("s1")
                .map(SocketOutput.class::cast)
                .orElseThrow()
                .socket();
    }

    @Test
    @DisplayName("keeps nothing of watches that have given their places to others")
    void nothingKept() {
        int before = fixture.timers.size();
        for (int i = 0; i < 100; i++) {
            assertThat(fixture.traffic.end(watch(Wish.Whose.SOCKET, "s1", 100, 0)))
                    .isTrue();
        }
        assertThat(fixture.timers.size() - before).isLessThanOrEqualTo(TrafficLog.MAX_WATCHES);
    }

    @Test
    @DisplayName("has exactly as many lines as were asked for, however many write at a time")
    void atOnce() throws InterruptedException {
        long id = watch(Wish.Whose.USER, "ann", 50, 0);
        say("2[\"login\",\"ann\"]");
        Socket socket = socket();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 100; j++) {
                    socket.emit("said", j);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        TrafficLog.Seen seen = fixture.traffic.lines(id, 0, 1_000).orElseThrow();
        assertThat(seen.end()).isEqualTo("lines");
        assertThat(seen.lines()).hasSize(50).extracting(Line::number).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("never has the auth payload")
    void auth() {
        long id = watch(Wish.Whose.SOCKET, "s2", 100, 1_000);
        RecordingConnection second = fixture.client().say("0{\"token\":\"auth-secret\"}");
        fixture.settle();
        second.say("1");
        assertThat(told(id)).containsExactly("IN CONNECT", "OUT CONNECT", "IN DISCONNECT");
    }

    @Test
    @DisplayName("has questions of the server with their answers, broadcasts, and the server's goodbye")
    void fromTheServer() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 100);
        say("2[\"ask\"]");
        say("30[\"because\"]");
        say("2[\"all\",\"x\"]");
        say("2[\"out\"]");
        assertThat(told(id))
                .containsExactly(
                        "IN EVENT ask",
                        "OUT EVENT why #0 \"so\"",
                        "IN ACK #0 \"because\"",
                        "IN EVENT all \"x\"",
                        "OUT EVENT heard \"x\"",
                        "IN EVENT out",
                        "OUT DISCONNECT");
    }

    @Test
    @DisplayName("looks for no name in a call of Sockee's own client that has none, however long it is")
    void wrappedWrongly() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 10);
        say("21[\"sockee:call\",\"0:0\",\"" + "x".repeat(300) + "\"]", "22[\"sockee:call\",\"1:0\",7]");
        assertThat(told(id)).contains("IN EVENT sockee:call #1 (hidden)", "IN EVENT sockee:call #2 (hidden)");
    }

    @Test
    @DisplayName("names the call that a client of Sockee's own wraps, and what it says")
    void wrapped() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 100);
        say("21[\"sockee:call\",\"0:0\",\"say\",\"hi\"]", "22[\"sockee:call\",\"1:0\",\"password\",\"mine\"]");
        assertThat(told(id)).contains("IN EVENT say #1 \"hi\"", "IN EVENT password #2 (hidden)");
    }

    @Test
    @DisplayName("counts the bytes of attachments, and shows none")
    void binary() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 100);
        String placeholder = "{\"_placeholder\":true,\"num\":0}";
        client.say("51-[\"nobody\"," + placeholder + "]").sayBinary(1, 2, 3);
        fixture.settle();
        assertThat(told(id)).containsExactly("IN EVENT nobody " + placeholder);
        assertThat(lines(id).get(0).size()).isEqualTo(placeholder.length() + 3);
    }

    @Test
    @DisplayName("has what a client that comes back is sent of what it has missed, and that it is connected")
    void missed() throws JSONException {
        Bounds bounds = new Bounds(60_000, 50_000, 5, 10_000, 2, 100_000);
        try (SocketFixture recovering = SocketFixture.recovering(bounds, List.of(), new Desk())) {
            RecordingConnection first = recovering.client().say("0");
            recovering.settle();
            JSONObject welcome = new JSONObject(first.heard().get(0).substring(1));
            HubPublisher everybody = new HubPublisher(recovering.server, "/");
            everybody.emit("news", 1);
            JSONArray known = new JSONArray(first.heard().get(0).substring(1));
            long id = recovering
                    .traffic
                    .begin(new Wish(Wish.Whose.SOCKET, welcome.getString("sid"), Duration.ofSeconds(10), 10, 0))
                    .orElseThrow()
                    .id();
            first.close(CloseReason.TRANSPORT_ERROR);
            everybody.emit("news", 2);
            recovering
                    .client()
                    .say("0{\"pid\":\"" + welcome.getString("pid") + "\",\"offset\":\"" + known.getString(2) + "\"}");
            recovering.settle();
            assertThat(recovering.traffic.lines(id, 0, 10).orElseThrow().lines())
                    .extracting(line -> line.way() + " " + line.kind() + " " + line.event())
                    .containsExactly("IN CONNECT null", "OUT EVENT news", "OUT CONNECT null");
        }
    }

    @Test
    @DisplayName("follows a user through all sockets that are the user's at that moment")
    void user() {
        RecordingConnection second = fixture.client().say("0");
        fixture.settle();
        long id = watch(Wish.Whose.USER, "ann", 100, 0);
        say("2[\"say\",\"before\"]");
        say("2[\"login\",\"ann\"]");
        say("2[\"say\",\"now\"]");
        second.say("2[\"login\",\"ann\"]");
        fixture.settle();
        second.say("2[\"say\",\"too\"]");
        fixture.settle();
        assertThat(lines(id)).extracting(Line::socket).contains("s1", "s2");
        assertThat(told(id)).filteredOn("IN EVENT say"::equals).hasSize(2);
    }

    @Test
    @DisplayName("ends by itself when it has as many lines as were asked for")
    void linesEnd() {
        long id = watch(Wish.Whose.SOCKET, "s1", 2, 0);
        say("2[\"say\",\"a\"]", "2[\"say\",\"b\"]");
        TrafficLog.Seen seen = fixture.traffic.lines(id, 0, 10).orElseThrow();
        assertThat(seen.lines()).hasSize(2);
        assertThat(seen.end()).isEqualTo("lines");
        assertThat(fixture.traffic.isOn()).isFalse();
    }

    @Test
    @DisplayName("ends by itself after its time, can then be read for ten minutes, and is forgotten")
    void timeEnds() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 0);
        say("2[\"say\",\"a\"]");
        assertThat(fixture.traffic.isOn()).isTrue();
        fixture.timers.pass(11_000);
        say("2[\"say\",\"b\"]");
        TrafficLog.Seen seen = fixture.traffic.lines(id, 0, 10).orElseThrow();
        assertThat(seen.end()).isEqualTo("time");
        assertThat(seen.lines()).hasSize(3);
        assertThat(fixture.traffic.isOn()).isFalse();
        fixture.timers.pass(601_000);
        assertThat(fixture.traffic.lines(id, 0, 10)).isEmpty();
        assertThat(fixture.traffic.watches()).isEmpty();
    }

    @Test
    @DisplayName("has as many watches as there may be; one that has ended gives its place to a new one")
    void bounded() {
        long first = watch(Wish.Whose.SOCKET, "s1", 100, 0);
        for (int i = 1; i < TrafficLog.MAX_WATCHES; i++) {
            watch(Wish.Whose.SOCKET, "s1", 100, 0);
        }
        Wish one = new Wish(Wish.Whose.SOCKET, "s1", Duration.ofSeconds(1), 1, 0);
        assertThat(fixture.traffic.begin(one)).isEmpty();
        assertThat(fixture.traffic.end(first)).isTrue();
        assertThat(fixture.traffic.begin(one)).isPresent();
        assertThat(fixture.traffic.lines(first, 0, 1)).isEmpty();
        assertThat(fixture.traffic.watches()).hasSize(TrafficLog.MAX_WATCHES);
        assertThat(fixture.traffic.end(4711)).isFalse();
    }

    @Test
    @DisplayName("is read from where it was read before")
    void pages() {
        long id = watch(Wish.Whose.SOCKET, "s1", 100, 0);
        say("2[\"say\",\"a\"]");
        TrafficLog.Seen page = fixture.traffic.lines(id, 1, 1).orElseThrow();
        assertThat(page.lines()).extracting(Line::number).containsExactly(2L);
        assertThat(page.more()).isTrue();
        assertThat(fixture.traffic.lines(id, 3, 5).orElseThrow().lines()).isEmpty();
        assertThat(fixture.traffic.lines(id, Long.MAX_VALUE, 5).orElseThrow().more())
                .isFalse();
    }

    @Test
    @DisplayName("makes no object for a packet while nothing is watched")
    void noCost() {
        PacketListeners listeners = new PacketListeners(null, fixture.traffic);
        ClientSocket socket = (ClientSocket) socket();
        Event event = new Event("say", RawArguments.NONE);
        Packet.InNamespace packet = new Packet.Emit("/", 1, event);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the virtual machine may make something of its own in one
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                listeners.logged(socket, packet);
                listeners.observed(socket, event);
                listeners.sent(socket, event, 1);
                listeners.answered(socket, RawArguments.NONE, 1);
                listeners.begins(socket, List.of());
                listeners.bare(socket, Line.Way.OUT, Line.Kind.DISCONNECT);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(listeners.any()).isFalse();
        assertThat(least).as("bytes for thousands of packets").isLessThan(1_000);
    }
}
