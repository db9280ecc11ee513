package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What controllers can do, seen from the wire. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
class ControllersIT {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private EngineSocket ann;
    private EngineSocket bob;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @BeforeEach
    void connect() {
        ann = connected("ann");
        bob = connected("bob");
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private static EngineSocket connected(String name) {
        EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()));
        socket.send("40/test,{\"name\":\"" + name + "\"}");
        assertThat(socket.next()).startsWith("40/test,{\"sid\":\"");
        assertThat(socket.next()).isEqualTo(event("[\"welcome\",\"" + name + "\"]"));
        return socket;
    }

    private static String event(String json) {
        return "42/test," + json;
    }

    private static String ok(String value) {
        return "{\"ok\":true,\"err\":false,\"res\":" + value + "}";
    }

    private static String failed(String message) {
        return "{\"ok\":false,\"err\":\"" + message + "\",\"res\":false}";
    }

    @Test
    @DisplayName("a refusal of the connect method reaches the client with its message and data; nothing else does")
    void refusesToConnect() {
        try (EngineSocket nobody = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
            nobody.send("40/test,{\"name\":\"nobody\"}");
            assertThat(nobody.next())
                    .isEqualTo("44/test,{\"message\":\"Nobody may not come in.\",\"data\":{\"code\":7}}");
            nobody.send("40/test,{\"name\":\"somebody\"}");
            assertThat(nobody.next()).startsWith("40/test,{\"sid\":");
        }
    }

    @Test
    @DisplayName("an auth payload that does not fit is refused")
    void unfitAuth() {
        try (EngineSocket odd = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
            odd.send("40/test,{\"name\":[1]}");
            assertThat(odd.next()).isEqualTo("44/test,{\"message\":\"Argument 1 (login) at name: expected String.\"}");
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"later\",\"x\"] | _data | \"later x\"",
                "[\"request-scope\"] | _data | [1,2]",
                "[\"refused\"] | _error | Not you.",
                "[\"later\"] | _error | Argument 1 (text) is missing: expected String.",
                "[\"slowly\",\"1\"] | _error | Argument 1 (number): expected int.",
                "[\"slowly\",null] | _error | Argument 1 (number): expected int.",
                "[\"item\",{\"name\":\"n\",\"count\":\"x\"}] | _error | Argument 1 (item) at count: expected int.",
            })
    @DisplayName("an answer goes into the ack, or to an event where none is asked for")
    void answers(String call, String suffix, String answer) {
        String name = call.substring(2, call.indexOf('"', 2));
        String envelope = suffix.equals("_data") ? ok(answer) : failed(answer);
        assertThat(ann.send(event(call)).next()).isEqualTo(event("[\"" + name + suffix + "\"," + envelope + "]"));
        assertThat(ann.send("42/test,7" + call).next()).isEqualTo("43/test,7[" + envelope + "]");
    }

    @Test
    @DisplayName("a method that returns nothing answers an ack, and else says nothing")
    void nothing() {
        ann.send(event("[\"nothing\"]"));
        assertThat(ann.send("42/test,1[\"nothing\"]").next()).isEqualTo("43/test,1[" + ok("false") + "]");
    }

    @Test
    @DisplayName("an unexpected exception shows the client an id and nothing of itself")
    void internalError() {
        assertThat(ann.send("42/test,1[\"broken\"]").next())
                .matches(Pattern.quote("43/test,1[{\"ok\":false,\"err\":\"Internal error. (")
                        + UUID
                        + Pattern.quote(")\",\"res\":false}]"));
    }

    @Test
    @DisplayName("binary data goes into records and comes out of maps")
    void binary() {
        ann.send("452-/test,3[\"item\",{\"name\":\"n\",\"count\":2,\"files\":"
                + "[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]}]");
        ann.send((byte) 1, (byte) 2).send((byte) 3);
        assertThat(ann.next())
                .startsWith("462-/test,3[{\"ok\":true,\"err\":false,\"res\":{")
                .contains("\"files\":[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]")
                .contains("\"count\":2");
        assertThat(ann.nextBinary()).containsExactly(1, 2);
        assertThat(ann.nextBinary()).containsExactly(3);
    }

    @Test
    @DisplayName("an Ack answers without an envelope")
    void rawAck() {
        assertThat(ann.send("42/test,5[\"raw\",1.0,{\"a\":[]}]").next()).isEqualTo("43/test,5[1.0,{\"a\":[]}]");
    }

    @Test
    @DisplayName("an unknown event is ignored")
    void unknown() {
        ann.send("42/test,8[\"no-such-event\"]");
        assertThat(ann.send("42/test,9[\"raw\"]").next()).isEqualTo("43/test,9[]");
    }

    @Test
    @DisplayName("the calls of a socket run in order, those of another meanwhile")
    void order() {
        for (int i = 0; i < 20; i++) {
            ann.send("42/test," + i + "[\"slowly\"," + i + "]");
        }
        bob.send("42/test,0[\"slowly\",99]");
        Stopwatch took = Stopwatch.start();
        assertThat(bob.next()).isEqualTo("43/test,0[" + ok("99") + "]");
        took.assertLessThan(Duration.ofMillis(300)); // 20 calls of 20 ms are before it
        for (int i = 0; i < 20; i++) {
            assertThat(ann.next()).isEqualTo("43/test," + i + "[" + ok(Integer.toString(i)) + "]");
        }
    }

    @Test
    @DisplayName("the server asks the client and gets its answer, past the calls that wait")
    void asks() {
        ann.send("42/test,1[\"ask-me\"]");
        String question = ann.next();
        assertThat(question).matches("42/test,\\d+\\[\"question\",6,7]");
        String id = question.substring(8, question.indexOf('['));
        ann.send("43/test," + id + "[42]");
        assertThat(ann.next()).isEqualTo("43/test,1[" + ok("\"you said 42\"") + "]");
        ann.send("43/test," + id + "[43]"); // a second answer to the same question: nobody waits for it
        assertThat(ann.send("42/test,2[\"raw\"]").next()).isEqualTo("43/test,2[]");
    }

    @Test
    @DisplayName("a question that is not answered fails in time")
    void asksInVain() {
        ann.send("42/test,1[\"ask-in-vain\"]");
        assertThat(ann.next()).startsWith("42/test,").contains("\"question\"");
        assertThat(ann.next()).isEqualTo("43/test,1[" + ok("\"TimeoutException\"") + "]");
    }

    @Test
    @DisplayName("rooms and broadcasts reach whom they are for, once, with the sender or without")
    void rooms() {
        try (EngineSocket cid = connected("cid")) {
            join(ann, "red", "[\"all\",\"red\"]");
            join(ann, "blue", "[\"all\",\"blue\",\"red\"]");
            join(bob, "red", "[\"all\",\"red\"]");
            tell(ann, "others", false, true, true, cid);
            tell(ann, "everyone", true, true, true, cid);
            tell(ann, "room", false, true, false, cid);
            tell(ann, "rooms", true, true, false, cid);
            tell(ann, "except", false, false, true, cid);
            tell(ann, "publisher", false, true, false, cid);
            ann.send("42/test,1[\"leave\",\"red\"]").next();
            tell(bob, "publisher", false, true, false, cid);
        }
    }

    private static void join(EngineSocket socket, String room, String rooms) {
        assertThat(socket.send("42/test,1[\"join\",\"" + room + "\"]").next())
                .isEqualTo("43/test,1[" + ok(rooms) + "]");
    }

    private void tell(EngineSocket teller, String how, boolean toAnn, boolean toBob, boolean toCid, EngineSocket cid) {
        teller.send("42/test,77[\"tell\",\"" + how + "\",\"" + how + "\"]");
        String told = event("[\"told\",\"" + how + "\"]");
        String done = "43/test,77[" + ok("false") + "]";
        expect(ann, teller == ann, toAnn, told, done);
        expect(bob, teller == bob, toBob, told, done);
        expect(cid, false, toCid, told, done);
    }

    /** After what was to come, an echo: nothing else had come before. */
    private static void expect(EngineSocket socket, boolean teller, boolean heard, String told, String done) {
        if (heard) {
            assertThat(socket.next()).isEqualTo(told);
        }
        if (teller) {
            assertThat(socket.next()).isEqualTo(done);
        }
        assertThat(socket.send("42/test,78[\"raw\"]").next()).isEqualTo("43/test,78[]");
    }

    @Test
    @DisplayName("64 threads emit to one socket: nothing is lost or mixed up, and the order of each is kept")
    void storm() {
        int threads = 64;
        int emits = 40;
        int[] next = new int[threads];
        ann.send("42/test,1[\"storm\"," + threads + "," + emits + "]");
        Pattern drop = Pattern.compile("42/test,\\[\"drop\",(\\d+),(\\d+)]");
        for (int i = 0; i < threads * emits; i++) {
            Matcher matcher = drop.matcher(ann.next());
            assertThat(matcher.matches()).isTrue();
            int thread = Integer.parseInt(matcher.group(1));
            assertThat(Integer.parseInt(matcher.group(2))).isEqualTo(next[thread]++);
        }
        assertThat(ann.next()).isEqualTo("43/test,1[" + ok("false") + "]");
    }

    @Test
    @DisplayName("timers of a socket run until it goes")
    void timers() {
        ann.send(event("[\"ticks\"]"));
        boolean once = false;
        for (int ticks = 0; ticks < 5 || !once; ) {
            String next = ann.next();
            once |= next.equals(event("[\"once\"]"));
            ticks += next.equals(event("[\"tick\"]")) ? 1 : 0;
        }
        assertThat(once).isTrue();
    }

    @Test
    @DisplayName("a disconnect tells the client, runs the disconnect method once, and leaves the connection")
    void disconnects() {
        join(bob, "watchers", "[\"all\",\"watchers\"]");
        ann.send(event("[\"leave-me\"]"));
        assertThat(ann.next()).isEqualTo(event("[\"bye\"]"));
        assertThat(ann.next()).isEqualTo("41/test,");
        assertThat(bob.next()).isEqualTo(event("[\"gone\",\"ann\",\"server namespace disconnect\"]"));
        ann.send("40/test,{\"name\":\"ann\"}");
        assertThat(ann.next()).startsWith("40/test,");
    }

    @Test
    @DisplayName("the whole connection can be closed, after what waits was sent")
    void hangsUp() {
        join(bob, "watchers", "[\"all\",\"watchers\"]");
        ann.send(event("[\"hang-up\"]"));
        EngineSocket.Ending ending = ann.ending();
        assertThat(ending.packets()).containsExactly(event("[\"bye\"]"), "41/test,");
        assertThat(ending.code()).isEqualTo(1000);
        assertThat(bob.next()).startsWith(event("[\"gone\",\"ann\","));
    }

    @Test
    @DisplayName("a client that leaves or vanishes is told of with the reason")
    void reasons() {
        join(bob, "watchers", "[\"all\",\"watchers\"]");
        ann.send("41/test,");
        assertThat(bob.next()).isEqualTo(event("[\"gone\",\"ann\",\"client namespace disconnect\"]"));
        EngineSocket cid = connected("cid");
        cid.close();
        assertThat(bob.next()).startsWith(event("[\"gone\",\"cid\",\"transport "));
        EngineSocket dan = connected("dan");
        dan.send("42/test,{}");
        assertThat(bob.next()).isEqualTo(event("[\"gone\",\"dan\",\"parse error\"]"));
        dan.close();
    }

    @Test
    @DisplayName("the handshake tells query, headers and address of the very connection")
    void handshake() {
        join(bob, "watchers", "[\"all\",\"watchers\"]");
        for (int i = 0; i < 20; i++) {
            RawWebSocket.Request request = RawWebSocket.to(
                            Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket&x=q%20" + i)
                    .header("X-Test", "h" + i);
            try (EngineSocket socket = EngineSocket.open(request)) {
                socket.send("40/test,{\"name\":\"n\"}").next();
                socket.next();
                assertThat(socket.send("42/test,1[\"handshake\"]").next())
                        .contains("\"query\":\"q " + i + "\"", "\"header\":[\"h" + i + "\"]")
                        .containsAnyOf("\"address\":\"127.0.0.1\"", "\"address\":\"0:0:0:0:0:0:0:1\"")
                        .contains("\"secure\":false");
            }
            Frame goodbye = bob.nextFrame();
            assertThat(goodbye).asString().contains("gone");
        }
    }
}
