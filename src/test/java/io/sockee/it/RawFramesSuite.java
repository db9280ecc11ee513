package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsHttp;
import io.sockee.websocket.ClientBytes;
import io.sockee.websocket.FrameCases;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the reader of frames over the wire, where messages come back as they are: at a raw WebSocket of SockJS. */
@DisplayName("A raw WebSocket")
abstract class RawFramesSuite {
    /** The server's {@code sockee.engine.max-payload}. */
    private static final int LIMIT = 1_000_000;

    protected abstract URI base();

    /**
     * Where a server's own WebSockets do otherwise: by the name of the case, how it ends there, or {@link #WAITS} where the server waits for
     * what never comes, until the heartbeat ends that.
     */
    protected Map<String, String> otherwise() {
        return Map.of();
    }

    /** Instead of an end: nothing comes of it. */
    static final String WAITS = "waits";

    private static final Duration NOTHING_COMES = Duration.ofMillis(100);

    static Stream<Arguments> cases() {
        return new FrameCases(LIMIT).all();
    }

    @Test
    @DisplayName("differs in cases that there are")
    void differences() {
        assertThat(cases().map(arguments -> arguments.get()[0]))
                .containsAll(otherwise().keySet());
    }

    /** What comes of each, but that this path takes no bytes. */
    private static List<String> answers(List<String> read) {
        List<String> answers = new ArrayList<>();
        for (String line : read) {
            if (line.startsWith("binary ")) {
                answers.add("ends 1003");
                break;
            }
            answers.add(line.replaceFirst("^ping ", "pong ")
                    .replaceFirst("^fails ", "ends ")
                    .replaceFirst("^close (\\d+).*", "ends $1"));
        }
        return answers;
    }

    private static boolean isEnd(String answer) {
        return answer.startsWith("ends ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("answers")
    void answers(String name, ClientBytes client, List<String> read) {
        String other = otherwise().get(name);
        if (WAITS.equals(other)) {
            assertWaits(client);
            return;
        }
        List<String> expected = answers(read);
        if (other != null) {
            expected.removeIf(RawFramesSuite::isEnd);
            expected.add(other);
        }
        List<String> answered = new ArrayList<>();
        try (RawWebSocket socket = RawWebSocket.to(new SockJsHttp(base()).at("/echo/websocket"), "")
                .open()) {
            boolean ends = expected.stream().anyMatch(RawFramesSuite::isEnd);
            boolean taken = socket.offer(client.toBytes()); // who refuses need not read all of it
            assertThat(taken || ends).as("taken").isTrue();
            while (ends ? answered.stream().noneMatch(RawFramesSuite::isEnd) : !isWhole(answered, expected)) {
                answered.add(line(socket.next(EngineHttp.PATIENCE)));
            }
        }
        assertThat(last(answered)).isEqualTo(last(expected));
        List<String> texts = of("text", answered); // in order; the end may overtake them
        assertThat(texts).isEqualTo(of("text", expected).subList(0, texts.size()));
        List<String> pongs = of("pong", answered); // which the end may overtake, too
        if (!pongs.isEmpty()) {
            assertThat(of("pong", expected)).containsSubsequence(pongs);
        }
    }

    private void assertWaits(ClientBytes client) {
        try (RawWebSocket socket = RawWebSocket.to(new SockJsHttp(base()).at("/echo/websocket"), "")
                .open()) {
            assertThat(socket.offer(client.toBytes())).isTrue();
            assertThatThrownBy(() -> {
                        while (!isEnd(line(socket.next(NOTHING_COMES)))) {
                            // what was whole before
                        }
                    })
                    .hasMessageContaining("nothing received");
        }
    }

    /** Whether all texts have come, and a pong for the last ping: several pings may have one (RFC 6455, section 5.5.3). */
    private static boolean isWhole(List<String> answered, List<String> expected) {
        List<String> pongs = of("pong", expected);
        return of("text", answered).size() == of("text", expected).size()
                && (pongs.isEmpty() || answered.contains(pongs.get(pongs.size() - 1)));
    }

    private static String last(List<String> lines) {
        return lines.stream().filter(RawFramesSuite::isEnd).findFirst().orElse("goes on");
    }

    private static List<String> of(String kind, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(kind)).toList();
    }

    private static String line(Frame frame) {
        if (frame instanceof Frame.Text text) {
            return "text " + (text.text().length() > 200 ? "of " + text.text().length() : text.text());
        } else if (frame instanceof Frame.Pong pong) {
            return "pong " + HexFormat.of().formatHex(pong.bytes());
        } else if (frame instanceof Frame.Close close) {
            return "ends " + close.code();
        }
        if (frame instanceof Frame.End) {
            return "ends 1006"; // without a close frame (RFC 6455, section 7.1.5)
        }
        throw new AssertionError("Not expected: " + frame);
    }
}
