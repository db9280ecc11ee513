package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.internalError;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Transactions within transactions; run by {@link TransactionsIT}. */
abstract class TransactionPropagation {
    private static final String OUTER = event("told", "'outer'");
    private static final String AGAIN = event("told", "'outer again'");

    private Client ann;

    @BeforeEach
    void join() {
        ann = Client.join("/tx");
    }

    @AfterEach
    void cut() {
        ann.close();
    }

    private void heard(String... packets) {
        for (String packet : packets) {
            assertThat(ann.next()).isEqualTo(packet);
        }
        ann.heardNothing();
    }

    @Test
    @DisplayName("a nested method shares the transaction: its emits leave in order, with the outer commit")
    void shares() {
        ann.ask("nested", "'required'", "false");
        heard(OUTER, event("told", "'required'"), AGAIN, ok("'done'"));
    }

    @Test
    @DisplayName("a nested method's emits are dropped when the outer one fails")
    void sharesFailure() {
        ann.ask("nested", "'required'", "true");
        heard(failed("The outer one fails."));
    }

    @Test
    @DisplayName("a nested method that fails takes the outer emits with it, though its exception is caught")
    void innerFails() {
        assertThat(ann.call("nested", "'required-fails'", "false")).matches(internalError());
        ann.heardNothing();
    }

    @Test
    @DisplayName("what a new transaction emits leaves with its own commit, and stays when the outer one fails")
    void newOne() {
        ann.ask("nested", "'requires-new'", "true");
        heard(event("told", "'requires-new'"), failed("The outer one fails."));
        ann.ask("nested", "'requires-new'", "false");
        heard(event("told", "'requires-new'"), OUTER, AGAIN, ok("'done'"));
    }

    @Test
    @DisplayName("a new transaction that fails takes nothing of the outer one with it")
    void newOneFails() {
        ann.ask("nested", "'requires-new-fails'", "false");
        heard(OUTER, AGAIN, ok("'done'"));
    }

    @Test
    @DisplayName("a method that suspends the transaction emits at once")
    void suspended() {
        ann.ask("nested", "'not-supported'", "true");
        heard(event("told", "'not-supported'"), failed("The outer one fails."));
        ann.ask("nested", "'not-supported'", "false");
        heard(event("told", "'not-supported'"), OUTER, AGAIN, ok("'done'"));
    }

    @Test
    @DisplayName("a method without a transaction emits at once, before and after it calls one that has")
    void none() {
        try (Client bob = Client.join("/tx")) {
            ann.ask("no-transaction");
            NotesClient.untilHeldIgnoring(bob, event("told", "'requires-new'"));
            heard(event("mine", "1"), event("told", "'requires-new'"));
            bob.send("open");
            heard(ok("'done'"));
        }
    }
}
