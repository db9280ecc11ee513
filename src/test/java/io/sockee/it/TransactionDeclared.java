package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared to be emitted, by emitters and events of CDI; run by {@link TransactionsIT}. */
abstract class TransactionDeclared extends ParcelClients {
    private String moved(String where) {
        return event("moved", "{'parcel':" + parcel + ",'where':'" + where + "'}");
    }

    private String weighed(String event, int grams) {
        return event(event, "{'parcel':" + parcel + ",'grams':" + grams + "}");
    }

    @Test
    @DisplayName("emitters, events and observers' results wait for the commit, then leave in their order")
    void commits() {
        ann.ask("parcel-emit", parcel, "false");
        NotesClient.untilHeld(bob);
        bob.heardNothing();
        bob.send("open");
        assertThat(ann.next()).isEqualTo(ok("false"));
        String late = weighed("weighed-late", 5); // a synchronization of CDI's, before ours or after
        String first = bob.next();
        if (first.equals(late)) {
            heard(event("step", "1"), moved("shelf"), weighed("weighed", 5), event("step", "2"));
        } else {
            assertThat(first).isEqualTo(event("step", "1"));
            heard(moved("shelf"), weighed("weighed", 5), event("step", "2"), late);
        }
    }

    @Test
    @DisplayName("they are dropped with a rollback")
    void rollsBack() {
        ann.ask("parcel-emit", parcel, "true");
        NotesClient.untilHeld(bob);
        bob.send("open");
        assertThat(ann.next()).isEqualTo(failed("As asked for."));
        heard();
    }

    @ParameterizedTest(name = "rolled back: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("what is fired for asynchronous observers belongs to the transaction in which it was fired")
    void async(boolean fails) {
        ann.ask("parcel-async", parcel, Boolean.toString(fails));
        NotesClient.untilHeld(bob);
        bob.heardNothing();
        bob.send("open");
        assertThat(ann.next()).isEqualTo(fails ? failed("As asked for.") : ok("false"));
        if (fails) {
            heard();
        } else {
            heard(moved("lorry"));
        }
    }

    @Test
    @DisplayName("without a transaction they leave at once")
    void atOnce() {
        assertThat(ann.call("parcel-at-once", parcel)).isEqualTo(ok("false"));
        heard(moved("shelf"), weighed("weighed-apart", 6), moved("lorry"));
    }
}
