package io.sockee.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Json;
import io.sockee.api.RefusedException;
import io.sockee.connection.ManualTimers;
import io.sockee.routing.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream as server-sent events")
class ServerSentEventsTest {
    private final List<String> chunks = new ArrayList<>();
    private final Queue<Runnable> underWay = new ArrayDeque<>();
    private final ManualTimers timers = new ManualTimers();
    private final ActionExchange.EventStream out = new ActionExchange.EventStream() {
        @Override
        public void write(byte[] chunk, Runnable sent) {
            chunks.add(new String(chunk, StandardCharsets.UTF_8));
            underWay.add(sent);
        }

        @Override
        public void finish(byte[] chunk) {
            chunks.add(new String(chunk, StandardCharsets.UTF_8) + "END");
        }

        @Override
        public long taken() {
            return chunks.size();
        }

        @Override
        public void abandon() {
            throw new AssertionError("nobody waits");
        }

        @Override
        public boolean isGone() {
            return false;
        }
    };
    private final ServerSentEvents events =
            new ServerSentEvents(out, new ValueCodec(64), Runnable::run, timers, 10_000, 45_000, () -> {});

    @Test
    @DisplayName("ends with its end, whatever comes behind it")
    void nothingBehindTheEnd() {
        events.begin();
        events.end();
        events.item("1", List.of());
        events.fail(new RefusedException("Too late."));
        underWay.remove().run();
        assertThat(chunks).containsExactly(":\n\n", "event: end\ndata: {}\n\nEND");
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("that fails tells what the refusal has beside its message")
    void failureWithData() {
        events.begin();
        underWay.remove().run();
        events.fail(new RefusedException("Sold out.", new Json("{\"left\":\n0}")));
        assertThat(chunks)
                .last()
                .isEqualTo("event: error\ndata: {\"title\":\"Unprocessable Content\",\"status\":422,"
                        + "\"detail\":\"Sold out.\",\"info\":{\"left\":\ndata: 0}}\n\nEND");
    }

    @Test
    @DisplayName("keeps an item of several lines together")
    void lines() {
        events.begin();
        underWay.remove().run();
        events.item("{\n\"a\":1,\r\n\"b\":2\r}", List.of());
        assertThat(chunks).last().isEqualTo("data: {\ndata: \"a\":1,\ndata: \"b\":2\ndata: }\n\n");
    }
}
