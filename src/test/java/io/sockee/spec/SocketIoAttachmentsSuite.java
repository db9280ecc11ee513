package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Bystander;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary events and acknowledgements: a text packet with placeholders, then the attachments. */
@DisplayName("Socket.IO attachments")
public abstract class SocketIoAttachmentsSuite {

    private static final byte[] ATTACHMENT = {1, 2, 3};

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private EngineSocket socket;
    private Bystander bystander;

    @BeforeEach
    void open() {
        bystander = Bystander.at(endpoint());
        socket = EngineSocket.connected(endpoint());
    }

    @AfterEach
    void close() {
        socket.close();
        bystander.echo();
        bystander.close();
    }

    private static String placeholders(int count) {
        return IntStream.range(0, count)
                .mapToObj(num -> "{\"_placeholder\":true,\"num\":" + num + "}")
                .collect(Collectors.joining(","));
    }

    /** Sends a packet and attachments as far as the server takes them: it may close at the first of them. */
    private void offer(String packet, int attachments) {
        socket.send(packet);
        for (int i = 0; i < attachments; i++) {
            socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.BINARY, ATTACHMENT, true));
        }
    }

    private void assertClosed() {
        assertThat(socket.ending().packets()).isEmpty();
    }

    @ParameterizedTest(name = "{0} of them come back")
    @ValueSource(ints = {1, 10})
    void withinTheLimit(int count) {
        offer("45" + count + "-[\"message\"," + placeholders(count) + "]", count);
        assertThat(socket.next()).isEqualTo("45" + count + "-[\"message-back\"," + placeholders(count) + "]");
        for (int i = 0; i < count; i++) {
            assertThat(socket.nextBinary()).isEqualTo(ATTACHMENT);
        }
    }

    // CVE-2026-33151: the count alone must not make the server wait and collect
    @ParameterizedTest(name = "{0} of them are too many and close the connection")
    @ValueSource(ints = {11, 1000, 2147483647})
    void overTheLimit(int count) {
        socket.send("45" + count + "-[\"message\"," + placeholders(1) + "]");
        assertClosed();
    }

    @ParameterizedTest(name = "a count as in {0} closes the connection")
    @ValueSource(
            strings = {
                "450-[\"message\"]",
                "460-1[]",
                "45-[\"message\"]",
                "45[\"message\"]",
                "451[\"message\"]",
                "45x-[\"message\"]",
                "45-1-[\"message\"]",
                "451.5-[\"message\"]",
                "4599999999999999999999-[\"message\"]"
            })
    void illegalCount(String packet) {
        socket.send(packet);
        assertClosed();
    }

    // CVE-2022-2421: num is taken from the client and was used as an index
    @ParameterizedTest(name = "a placeholder with num {0} closes the connection")
    @ValueSource(strings = {"1", "-1", "10", "\"0\"", "\"splice\"", "\"__proto__\"", "null", "{}", "true"})
    void badNum(String num) {
        offer("451-[\"message\",{\"_placeholder\":true,\"num\":" + num + "}]", 1);
        assertClosed();
    }

    // The reference takes the fraction for a missing index and waits for nothing.
    @Test
    @Tag("beyond-reference")
    @DisplayName("a placeholder with a fraction as num closes the connection")
    void fractionAsNum() {
        offer("451-[\"message\",{\"_placeholder\":true,\"num\":0.5}]", 1);
        assertClosed();
    }

    @Test
    @DisplayName("a placeholder without num closes the connection")
    void withoutNum() {
        offer("451-[\"message\",{\"_placeholder\":true}]", 1);
        assertClosed();
    }

    @Test
    @DisplayName("a text packet while they are awaited closes the connection")
    void textInstead() {
        socket.send("452-[\"message\"," + placeholders(2) + "]").send(ATTACHMENT);
        socket.send("42[\"message\",1]");
        assertClosed();
    }

    @Test
    @DisplayName("one that nobody has announced closes the connection")
    void stray() {
        socket.send(ATTACHMENT);
        assertClosed();
    }

    @Test
    @DisplayName("one more than announced closes the connection")
    void oneTooMany() {
        offer("451-[\"message\"," + placeholders(1) + "]", 2);
        assertThat(socket.ending().packets()).doesNotContain("42[\"message-back\"]");
    }

    @Test
    @DisplayName("one before CONNECT closes the connection")
    void beforeConnect() {
        try (EngineSocket early = EngineSocket.open(endpoint())) {
            assertThat(early.send(ATTACHMENT).ending().packets()).isEmpty();
        }
    }

    @ParameterizedTest(name = "the payload of {0} is checked as without them")
    @ValueSource(strings = {"451-[\"disconnect\"]", "451-{}", "451-[]", "451-[null]", "461-1{}"})
    void payload(String packet) {
        offer(packet, 1);
        assertClosed();
    }

    @Test
    @DisplayName("a heartbeat between them is no packet between them")
    void heartbeatBetween() {
        socket.send("452-[\"message\"," + placeholders(2) + "]").send(ATTACHMENT);
        Upgrades.assertNextIsPing(socket.raw());
        socket.send("3").send(ATTACHMENT);
        assertThat(socket.next()).isEqualTo("452-[\"message-back\"," + placeholders(2) + "]");
    }

    @Test
    @DisplayName("placeholders may be nested, and the attachments empty")
    void nestedAndEmpty() {
        String argument = "{\"a\":[{\"b\":" + placeholders(1) + "}]}";
        socket.send("451-[\"message\"," + argument + "]").send(new byte[0]);
        assertThat(socket.next()).isEqualTo("451-[\"message-back\"," + argument + "]");
        assertThat(socket.nextBinary()).isEmpty();
    }

    @Test
    @DisplayName("what looks like a placeholder in an ordinary event is an ordinary object")
    void lookAlike() {
        assertThat(socket.send("42[\"message\"," + placeholders(1) + "]").next())
                .isEqualTo("42[\"message-back\"," + placeholders(1) + "]");
    }

    @Test
    @DisplayName("travel by polling in base64")
    void polling() {
        EngineHttp.Session session = new EngineHttp(endpoint()).open();
        session.post("40");
        while (!session.next().contains("auth")) {
            // the answers to CONNECT may come one by one
        }
        session.post("451-[\"message\"," + placeholders(1) + "]\u001ebAQID");
        StringBuilder received = new StringBuilder(session.next());
        while (!received.toString().contains("AQID")) {
            received.append('\u001e').append(session.next());
        }
        assertThat(received.toString()).isEqualTo("451-[\"message-back\"," + placeholders(1) + "]\u001ebAQID");
    }
}
