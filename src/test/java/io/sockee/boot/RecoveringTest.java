package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.hub.Numbering;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.Routes;
import io.sockee.routing.ValueCodec;
import io.sockee.socket.NamespaceRules;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept for clients that come back. */
class RecoveringTest {

    private static Numbering started() {
        Settings settings =
                new Settings(key -> key.equals("sockee.recovery.enabled") ? Optional.of("true") : Optional.empty());
        Routes routes = new ControllerScan(new ValueCodec(100), Optional.empty(), key -> Optional.empty()).routes();
        return Recovering.numbering(settings, new ManualTimers(), routes, NamespaceRules.NONE);
    }

    private static Set<String> offsets(Numbering numbering) {
        Event event = new Event("news", RawArguments.NONE);
        return Stream.generate(() -> numbering.mark(event, true).offset())
                .limit(1000)
                .collect(Collectors.toSet());
    }

    /**
     * A client never forgets the last offset that it had. After a restart it comes in as somebody new, and when that connection breaks
     * before an event has come, it still names the offset of the server before: no event of this one may have it, else the client would
     * be told that it is back, and not be sent what went before that event.
     */
    @Test
    void noEventHasAnOffsetOfTheServerBeforeTheRestart() {
        assertThat(offsets(started())).hasSize(1000).doesNotContainAnyElementsOf(offsets(started()));
    }
}
