package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Transactions that jobs, REST resources and observers emit in; run by {@link TransactionsIT}. */
abstract class TransactionSources {
    private Client ann;

    @BeforeEach
    void join() {
        ann = Client.join("/tx");
    }

    @AfterEach
    void cut() {
        ann.close();
    }

    @Test
    @DisplayName("a scheduled job's emit waits for its commit")
    void jobCommits() {
        assertThat(ann.call("job", "'job-1'", "true")).isEqualTo(ok("false"));
        NotesClient.untilHeld(ann);
        ann.heardNothing();
        ann.send("open");
        assertThat(ann.next()).isEqualTo(event("job", "'job-1'"));
        assertThat(NotesClient.get("job-1")).isEqualTo("there");
        assertThat(ann.next()).isEqualTo(event("job-done", "'job-1'"));
    }

    @Test
    @DisplayName("a scheduled job's emit is dropped with its rollback")
    void jobRollsBack() {
        assertThat(ann.call("job", "'job-2'", "false")).isEqualTo(ok("false"));
        NotesClient.untilHeld(ann);
        ann.send("open");
        assertThat(ann.next()).isEqualTo(event("job-done", "'job-2'"));
        assertThat(NotesClient.get("job-2")).isEqualTo("not there");
    }

    @Test
    @DisplayName("a REST resource's emits leave with its commit, in order")
    void resourceCommits() {
        NotesClient.post("rest-1", false);
        assertThat(ann.next()).isEqualTo(event("posted", "'rest-1'", "1"));
        assertThat(ann.next()).isEqualTo(event("posted", "'rest-1'", "2"));
        ann.heardNothing();
        assertThat(NotesClient.get("rest-1")).isEqualTo("there");
    }

    @Test
    @DisplayName("a REST resource's emits are dropped when it fails")
    void resourceFails() {
        NotesClient.post("rest-2", true);
        ann.heardNothing();
        assertThat(NotesClient.get("rest-2")).isEqualTo("not there");
    }

    @Test
    @DisplayName("an entity listener's emit during the last flush leaves with the commit")
    void listenerCommits() {
        ann.ask("store", "'heard-1'");
        assertThat(ann.next()).isEqualTo(event("mine", "'heard-1'"));
        assertThat(ann.next()).isEqualTo(event("inserted", "'heard-1'"));
        assertThat(ann.next()).isEqualTo(ok("'heard-1'"));
    }

    @Test
    @DisplayName("an entity listener's emit is dropped when the commit fails")
    void listenerFails() {
        ann.ask("store", "'heard-2'").next();
        ann.next();
        assertThat(ann.next()).isEqualTo(ok("'heard-2'"));
        assertThat(ann.call("store", "'heard-2'")).matches(Client.internalError());
        ann.heardNothing();
    }

    @Test
    @DisplayName("an observer of the success emits, and only then")
    void observers() {
        ann.ask("observe", "'seen-1'", "false");
        assertThat(new String[] {ann.next(), ann.next()})
                .containsExactlyInAnyOrder(event("mine", "'seen-1'"), event("stored", "'seen-1'"));
        assertThat(ann.next()).isEqualTo(ok("'done'"));
        assertThat(ann.call("observe", "'seen-2'", "true")).isEqualTo(failed("Not stored."));
        ann.heardNothing();
    }
}
