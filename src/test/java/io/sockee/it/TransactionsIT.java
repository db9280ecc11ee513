package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.internalError;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is emitted in a transaction leaves after its commit, in order, and never after a rollback. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("In a transaction")
class TransactionsIT {

    /** Hibernate and what it needs, as it lies on the class path of the tests. */
    private static final Pattern LIBRARIES = Pattern.compile(
            "(hibernate-core-|hibernate-commons-|jboss-logging-|classmate-|byte-buddy-\\d|antlr4-runtime-|jandex-|jakarta\\.xml\\.bind-api-"
                    + "|jakarta\\.activation-api-|angus-activation-|jaxb-|txw2-|istack-).*\\.jar");

    private Client ann;
    private Client bob;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("sockee.origins", "*", "sockee.transactions.max-emits", "20"))
                .addPackage("io.sockee.it.tx")
                .addPackage("io.sockee.it.parcels")
                .addAsResource("it/tx/persistence.xml", "META-INF/persistence.xml")
                .addAsLibraries(libraries());
    }

    static File[] libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(jar -> LIBRARIES.matcher(jar.getName()).matches())
                .toArray(File[]::new);
    }

    @BeforeEach
    void connect() {
        ann = Client.join("/tx");
        bob = Client.join("/tx");
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    @Nested
    @DisplayName("whose source is no controller")
    class Sources extends TransactionSources {}

    @Nested
    @DisplayName("within others")
    class Propagation extends TransactionPropagation {}

    @Nested
    @DisplayName("that is declared")
    class Declared extends TransactionDeclared {}

    @Nested
    @DisplayName("of entities")
    class Entities extends TransactionEntities {
        @Test
        @DisplayName("more entities than emits may wait roll back")
        void flood() {
            assertThat(ann.call("parcel-flood", parcel, "20")).isEqualTo(ok("false"));
            String more = another();
            assertThat(ann.call("parcel-flood", more, "21")).matches(internalError());
            assertThat(ann.call("parcel-flood", more, "20"))
                    .as("nothing was stored")
                    .isEqualTo(ok("false"));
            heard();
        }
    }

    @Test
    @DisplayName("emits of every kind wait for the commit, then leave in their order, and the answer after them")
    void commits() {
        ann.ask("keep", "'kept'");
        NotesClient.untilHeld(bob);
        ann.heardNothing();
        bob.heardNothing();
        assertThat(NotesClient.get("kept")).isEqualTo("not there");
        bob.send("open");
        assertThat(bob.next()).isEqualTo(event("theirs", "2"));
        assertThat(NotesClient.get("kept")).isEqualTo("there");
        assertThat(bob.next()).isEqualTo(event("everyone", "3"));
        assertThat(ann.next()).as("the only one that may be lost").isEqualTo(event("volatile", "0"));
        assertThat(ann.next()).isEqualTo(event("mine", "1"));
        assertThat(ann.next()).isEqualTo(event("everyone", "3"));
        assertThat(ann.next()).isEqualTo(event("mine", "4"));
        assertThat(ann.next()).isEqualTo(ok("'kept'"));
        bob.heardNothing();
    }

    @Test
    @DisplayName("without an ack the answer is the last event")
    void answersByEvent() {
        ann.send("store", "'by-event'");
        assertThat(ann.next()).isEqualTo(event("mine", "'by-event'"));
        assertThat(ann.next()).isEqualTo(event("store_data", "{'ok':true,'err':false,'res':'by-event'}"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"unchecked", "checked", "error"})
    @DisplayName("any exception rolls back, a checked one too: nothing leaves but the error")
    void rollsBack(String how) {
        long before = dropped();
        assertThat(ann.call("fail", "'" + how + "'")).matches(internalError());
        ann.heardNothing();
        bob.heardNothing();
        assertThat(NotesClient.get("fail-" + how)).isEqualTo("not there");
        assertThat(dropped() - before).isEqualTo(3);
    }

    @Test
    @DisplayName("a refusal rolls back, and its message reaches the client")
    void refuses() {
        assertThat(ann.call("fail", "'refused'")).isEqualTo(failed("Not today."));
        ann.heardNothing();
        bob.heardNothing();
        assertThat(NotesClient.get("fail-refused")).isEqualTo("not there");
    }

    @Test
    @DisplayName("emits before and after it is marked rollback-only are dropped and counted")
    void rollbackOnly() {
        long before = dropped();
        assertThat(ann.call("rollback-only")).startsWith("-> ");
        ann.heardNothing();
        assertThat(dropped() - before).isGreaterThanOrEqualTo(2);
        assertThat(NotesClient.get("rollback-only")).isEqualTo("not there");
    }

    @Test
    @DisplayName("a commit that fails drops the emits and answers with an error")
    void commitFails() {
        assertThat(ann.ask("store", "'twice'").next()).isEqualTo(event("mine", "'twice'"));
        assertThat(ann.next()).isEqualTo(ok("'twice'"));
        assertThat(ann.call("store", "'twice'")).matches(internalError());
        ann.heardNothing();
    }

    @Test
    @DisplayName("an Ack leaves with the emits, in order")
    void rawAck() {
        ann.ask("raw", "false");
        assertThat(ann.next()).isEqualTo(event("mine", "1"));
        assertThat(ann.next()).isEqualTo("-> [\"raw\"]");
        assertThat(ann.next()).isEqualTo(event("mine", "2"));
        ann.heardNothing();
    }

    @Test
    @DisplayName("an Ack that was given before a rollback is replaced by the error")
    void rawAckRolledBack() {
        assertThat(ann.call("raw", "true")).matches(internalError());
        ann.heardNothing();
    }

    @Test
    @DisplayName("an Ack that was given in one that is marked rollback-only is replaced by the error, too")
    void rawAckRollbackOnly() {
        assertThat(ann.call("raw-rollback-only")).matches(internalError());
        ann.heardNothing();
    }

    @Test
    @DisplayName("to wait for a client's answer is an error")
    void asks() {
        assertThat(ann.call("question")).isEqualTo(ok("'IllegalStateException'"));
        ann.heardNothing();
    }

    @Test
    @DisplayName("join, leave and disconnect happen at once")
    void membership() {
        ann.ask("move");
        NotesClient.untilHeld(bob);
        bob.send("tell-room", "'joined'");
        assertThat(ann.next()).isEqualTo(event("room", "'joined'"));
        bob.send("open");
        NotesClient.untilHeld(bob);
        bob.send("tell-room", "'left'").heardNothing();
        ann.heardNothing();
        bob.send("open");
        NotesClient.untilHeld(bob);
        assertThat(ann.next()).isEqualTo("41/tx,");
        bob.send("open");
    }

    @Test
    @DisplayName("the result is encoded before the commit, lazy relations included")
    void encodesBefore() {
        ann.ask("store", "'lazy'").next();
        assertThat(ann.next()).isEqualTo(ok("'lazy'"));
        assertThat(ann.call("find", "'lazy'")).isEqualTo(ok("{'id':'lazy','tags':['a','b']}"));
    }

    @ParameterizedTest(name = "{0} emits: {1}")
    @CsvSource({"20, true", "21, false"})
    @DisplayName("more emits than may wait for one commit fail the call and roll back")
    void bound(int emits, boolean fits) {
        ann.ask("flood", Integer.toString(emits));
        if (fits) {
            for (int i = 0; i < emits; i++) {
                assertThat(ann.next()).isEqualTo(event("drop", Integer.toString(i)));
            }
            assertThat(ann.next()).isEqualTo(ok("'done'"));
        } else {
            assertThat(ann.next()).matches(internalError());
            ann.heardNothing();
        }
        assertThat(NotesClient.get("flood-" + emits)).isEqualTo(fits ? "there" : "not there");
    }

    @Test
    @DisplayName("a connect method's emits follow the confirmation, and its refusal rolls back")
    void connects() {
        try (Client visitor = Client.join("/tx-door", "{'name':'zoe','refused':false}")) {
            assertThat(visitor.next()).isEqualTo(event("welcome", "'zoe'"));
            assertThat(NotesClient.get("zoe")).isEqualTo("there");
            assertThat(visitor.call("slam")).as("of a transactional class").matches(internalError());
            visitor.leave();
            assertThat(ann.next()).isEqualTo(event("gone", "'zoe gone'"));
            assertThat(visitor.attempt("{'name':'yan','refused':true}"))
                    .isEqualTo("44/tx-door,{\"message\":\"Full house.\"}");
            visitor.heardNothing();
            assertThat(NotesClient.get("yan")).isEqualTo("not there");
        }
    }

    private long dropped() {
        return NotesClient.number(ann.call("dropped"));
    }
}
