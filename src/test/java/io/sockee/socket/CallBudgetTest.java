package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.connection.CloseReason;
import io.sockee.routing.CallBudget;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What of one connection may wait, whatever it does. */
class CallBudgetTest {

    @Controller(namespace = {"/", "/a", "/b"})
    public static class Slow {
        final CountDownLatch gate = new CountDownLatch(1);

        @On("slow")
        public void slow(String text) {
            SocketFixture.await(gate);
        }
    }

    @Test
    void oneCallMayBeLargeButNotTwo() {
        CallBudget budget = new CallBudget(1_000);
        assertThat(budget.take(5_000)).isTrue();
        assertThat(budget.take(1)).isFalse();
        budget.give(5_000);
        assertThat(budget.take(100)).isTrue();
        assertThat(budget.take(100)).isTrue();
        assertThat(budget.take(100)).isFalse();
    }

    @Test
    void leavingANamespaceAndJoiningItAgainGainsNothing() {
        Slow slow = new Slow();
        try (SocketFixture fixture = new SocketFixture(slow)) {
            RecordingConnection client = fixture.client();
            String event = "2[\"slow\",\"" + "x".repeat(1_500) + "\"]"; // 10,000 bytes are let wait
            for (int i = 0; i < 6 && client.closed().isEmpty(); i++) {
                client.say("0", event, "1");
            }
            assertThat(client.closed()).containsExactly(CloseReason.CALL_QUEUE_FULL);
            slow.gate.countDown();
            fixture.settle();
        }
    }

    @Test
    void allSocketsOfAConnectionShareIt() {
        Slow slow = new Slow();
        try (SocketFixture fixture = new SocketFixture(slow)) {
            RecordingConnection client = fixture.client().say("0", "0/a,", "0/b,");
            String large = "\"" + "x".repeat(4_000) + "\"";
            client.say("2[\"slow\"," + large + "]", "2/a,[\"slow\"," + large + "]");
            assertThat(client.closed()).isEmpty();
            client.say("2/b,[\"slow\"," + large + "]");
            assertThat(client.closed()).containsExactly(CloseReason.CALL_QUEUE_FULL);
            slow.gate.countDown();
            fixture.settle();
        }
    }
}
