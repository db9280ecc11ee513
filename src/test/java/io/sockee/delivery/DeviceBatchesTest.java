package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeliveryFixture.Server;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What has waited goes out in pieces that a slow line can take, each with an answer of its own. */
@DisplayName("A device with much that waits")
class DeviceBatchesTest {
    private final DeliveryFixture fixture = new DeliveryFixture(
            TestDatabase.H2, new DeviceSettings(Duration.ofHours(1), new QueueLimits(1_000, 10_000_000), 100));
    private final Server server = fixture.server();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @DisplayName("that comes back gets what waits in pieces, and needs only those again that it has not answered")
    void batches() {
        server.connect("8", "phone").cut();
        String text = "x".repeat(30_000);
        for (String name : List.of("a", "b", "c", "d")) {
            server.send("[\"" + name + "\",\"" + text + "\"]", "user_8");
        }
        server.send("[\"e\",\"" + text + text + text + "\"]", "user_8");
        server.send("[\"f\"]", "user_8");
        RecordingSocket phone = server.connect("8", "phone");
        server.send("[\"g\"]", "user_8");
        assertThat(names(phone)).containsExactly("_settings", "ab", "cd", "e", "f", "g");
        phone.answer("_batch [[\"a\"");
        assertThat(fixture.queued()).isEqualTo("5");
        phone.cut();
        RecordingSocket again = server.connect("8", "phone");
        assertThat(names(again)).containsExactly("_settings", "cd", "e", "fg");
        List.copyOf(again.unanswered()).forEach(again::answer);
        assertThat(fixture.queued()).isEqualTo("0");
    }

    @Test
    @DisplayName("may answer the pieces of what waited in any order, also those with resync")
    void batchesInAnyOrder() {
        server.connect("8", "phone").cut();
        String text = "x".repeat(70_000);
        for (int i = 0; i < 3; i++) {
            server.sendWithResync("[\"e\"," + i + ",\"" + text + "\"]", "user_8");
        }
        RecordingSocket phone = server.connect("8", "phone");
        assertThat(names(phone)).containsExactly("_settings", "e", "e", "e");
        for (int i = 2; i >= 0; i--) {
            phone.answer("_batch [[\"e\"," + i);
            assertThat(fixture.queued()).isEqualTo(String.valueOf(i));
        }
        assertThat(phone.heard()).as("no _resync").isEmpty();
    }

    /** The names of what was heard, those of a batch joined. */
    private static List<String> names(RecordingSocket socket) {
        return socket.heard().stream()
                .map(heard -> heard.startsWith("_batch ")
                        ? DeliveryFixture.batch(heard).stream()
                                .map(one -> one.substring(2, 3))
                                .collect(Collectors.joining())
                        : heard.substring(0, heard.indexOf(' ')))
                .toList();
    }
}
