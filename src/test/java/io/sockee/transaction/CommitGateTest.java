package io.sockee.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import jakarta.transaction.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for a commit, and what becomes of it. */
class CommitGateTest {
    private final ManualTransaction transaction = new ManualTransaction();
    private final Counters counters = new Counters();
    private final CommitGate gate = new JtaCommitGate(transaction, 3, counters);
    private final List<String> log = new ArrayList<>();

    private CommitGate.Departure departure(String name) {
        return new CommitGate.Departure() {
            @Override
            public void leave() {
                log.add(name + " left");
            }

            @Override
            public void drop() {
                log.add(name + " dropped");
            }
        };
    }

    @Test
    void isOpenWithoutATransactionAndOnceItHasBeenCommitted() {
        assertThat(gate.isOpen()).isTrue();
        transaction.begin();
        assertThat(gate.isOpen()).isFalse();
        transaction.status = Status.STATUS_COMMITTED;
        assertThat(gate.isOpen()).isTrue();
        gate.defer(departure("a"));
        assertThat(log).containsExactly("a left");
    }

    @Test
    void letsAllLeaveInOrderAfterTheCommit() {
        transaction.begin();
        gate.defer(departure("a"));
        gate.defer(departure("b"));
        assertThat(log).isEmpty();
        assertThat(transaction.synchronizations).as("one for the transaction").hasSize(1);
        transaction.end(Status.STATUS_COMMITTED);
        assertThat(log).containsExactly("a left", "b left");
    }

    @Test
    void dropsAllAfterARollback() {
        transaction.begin();
        gate.defer(departure("a"));
        transaction.end(Status.STATUS_ROLLEDBACK);
        assertThat(log).containsExactly("a dropped");
        assertThat(counters.get(Counter.EMITS_ROLLED_BACK)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Status.STATUS_MARKED_ROLLBACK,
                Status.STATUS_ROLLING_BACK,
                Status.STATUS_ROLLEDBACK,
                Status.STATUS_UNKNOWN
            })
    void dropsAtOnceWhatCannotBeCommittedAnyMore(int status) {
        transaction.begin();
        transaction.status = status;
        assertThat(gate.isOpen()).isFalse();
        gate.defer(departure("a"));
        assertThat(log).containsExactly("a dropped");
        assertThat(transaction.synchronizations).isEmpty();
        assertThat(counters.get(Counter.EMITS_ROLLED_BACK)).isEqualTo(1);
    }

    @Test
    void oneThatFailsKeepsNoOtherFromLeaving() {
        transaction.begin();
        gate.defer(() -> {
            throw new IllegalStateException("broken");
        });
        gate.defer(departure("b"));
        transaction.end(Status.STATUS_COMMITTED);
        assertThat(log).containsExactly("b left");
    }

    @Test
    void takesNoMoreThanItsBound() {
        transaction.begin();
        gate.defer(departure("a"));
        gate.defer(departure("b"));
        gate.defer(departure("c"));
        assertThatThrownBy(() -> gate.defer(departure("d")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sockee.transactions.max-emits");
        transaction.end(Status.STATUS_COMMITTED);
        assertThat(log).containsExactly("a left", "b left", "c left");
    }

    @Test
    void whatComesAfterATimeOutOnAnotherThreadIsDropped() {
        Departures departures = new Departures(3, CommitGate.Departure::drop);
        departures.add(departure("a"));
        departures.afterCompletion(Status.STATUS_ROLLEDBACK);
        departures.add(departure("b"));
        assertThat(log).containsExactly("a dropped", "b dropped");
    }

    @Test
    void tellsHowItEndedAfterEverythingHasLeft() {
        gate.whenEnded(committed -> log.add("never"));
        transaction.begin();
        gate.whenEnded(committed -> log.add("committed " + committed));
        gate.defer(departure("a"));
        transaction.end(Status.STATUS_COMMITTED);
        transaction.begin();
        gate.whenEnded(committed -> log.add("committed " + committed));
        transaction.end(Status.STATUS_ROLLEDBACK);
        transaction.begin().setRollbackOnly();
        gate.whenEnded(committed -> log.add("at once " + committed));
        assertThat(log).containsExactly("a left", "committed true", "committed false", "at once false");
    }
}
