package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.recovery.Bounds;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that comes back at the moment at which its connection ends")
class RecoveryRaceTest {
    private static final Pattern WELCOME = Pattern.compile("0\\{\"sid\":\"(\\w+)\",\"pid\":\"(\\w+)\"}");
    private static final Pattern OFFSET = Pattern.compile(",\"(\\w+)\"]$");
    private static final int ROUNDS = 3_000;

    private final SocketFixture fixture =
            SocketFixture.recovering(new Bounds(60_000, 50_000, 5, 10_000, ROUNDS, 100_000), List.of(), new Object());

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Matcher match(Pattern pattern, String heard) {
        Matcher matcher = pattern.matcher(heard);
        assertThat(matcher.find()).as(heard).isTrue();
        return matcher;
    }

    @Test
    @DisplayName("is who it was")
    void comesBack() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection client = fixture.client().say("0");
            Matcher welcome = match(WELCOME, client.heard().get(0));
            new HubPublisher(fixture.server, "/").to(welcome.group(1)).emit("news");
            String offset = match(OFFSET, client.heard().get(0)).group(1);

            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
                meet(together);
                client.close(CloseReason.TRANSPORT_ERROR);
            });
            RecordingConnection again = fixture.client();
            meet(together);
            again.say("0{\"pid\":\"" + welcome.group(2) + "\",\"offset\":\"" + offset + "\"}");
            end.join();
            fixture.settle();
            assertThat(match(WELCOME, again.heard().get(0)).group(1))
                    .as("round %s", round)
                    .isEqualTo(welcome.group(1));
            again.say("1");
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
