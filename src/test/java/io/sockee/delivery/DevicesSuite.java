package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeliveryFixture.Server;
import io.sockee.metrics.Counters.Counter;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Durable queues of devices. */
abstract class DevicesSuite {
    private static final String SETTINGS = "_settings {\"device_ttl\":3600}";

    private final DeliveryFixture fixture;
    private final Server server;

    DevicesSuite(TestDatabase database) {
        fixture = new DeliveryFixture(database);
        server = fixture.server();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    @DisplayName("that is connected")
    class Connected {

        @Test
        @DisplayName("is told the settings, and gets what is sent, as it was sent")
        void live() {
            RecordingSocket phone = server.connect("8", "phone");
            assertThat(phone.heard()).containsExactly(SETTINGS);
            Accepted accepted = server.send("[\"update\",\"user\", {\"id\":1.0e0}]", "user_8");
            assertThat(phone.heard()).containsExactly("update \"user\", {\"id\":1.0e0}");
            assertThat(accepted).isEqualTo(new Accepted(List.of("m1"), List.of("user_8"), 1));
        }

        @Test
        @DisplayName("keeps a message in its queue until it has answered")
        void acknowledged() {
            RecordingSocket phone = server.connect("8", "phone");
            server.send("[\"a\"]", "user_8");
            server.send("[\"b\"]", "user_8");
            assertThat(fixture.queued()).isEqualTo("2");
            phone.answer("b");
            assertThat(fixture.queued()).isEqualTo("1");
            phone.answer("a");
            assertThat(fixture.queued()).isEqualTo("0");
            assertThat(fixture.value("select waiting + waiting_bytes from push_devices"))
                    .isEqualTo("0");
            fixture.pass(Duration.ofMinutes(11));
            server.purge.step();
            assertThat(fixture.value("select count(*) from push_messages")).isEqualTo("0");
        }

        @Test
        @DisplayName("gets a message once, in however many of the rooms its user is")
        void once() {
            RecordingSocket phone = server.connect("8", "phone", "staff", "news");
            RecordingSocket other = server.connect("9", "", "news");
            phone.heard();
            other.heard();
            Accepted accepted = server.send("[\"a\"]", "user_8", "staff", "news", "empty");
            assertThat(phone.heard()).containsExactly("a ");
            assertThat(other.heard()).containsExactly("a ");
            assertThat(accepted.rooms()).containsExactly("user_8", "user_9");
            assertThat(accepted.devices()).isEqualTo(2);
        }

        @Test
        @DisplayName("gets the ids of messages if it asks for them")
        void ids() {
            RecordingSocket phone = server.connect("8", "phone", true);
            server.send("[\"a\",1]", "user_8");
            server.send("[\"b\"]", "user_8");
            assertThat(phone.heard()).containsExactly(SETTINGS, "a 1,{\"_id\":\"m1\"}", "b {\"_id\":\"m2\"}");
            phone.cut();
            assertThat(server.connect("8", "phone", true).heard())
                    .containsExactly(SETTINGS, "_batch [[\"a\",1,{\"_id\":\"m1\"}],[\"b\",{\"_id\":\"m2\"}]]");
        }

        @Test
        @DisplayName("need not wait for a website that is slow to hear its answer")
        void answers() {
            RecordingSocket phone = server.connect("8", "phone");
            phone.heard();
            List<Runnable> held = new ArrayList<>();
            fixture.answers = held::add;
            CompletionStage<Accepted> first = server.offer("[\"a\"]", false, Optional.empty(), "user_8");
            fixture.database(false);
            CompletionStage<Accepted> refused = server.offer("[\"b\"]", false, Optional.empty(), "user_8");
            fixture.database(true);
            assertThat(phone.heard()).containsExactly("a ");
            assertThat(first.toCompletableFuture()).isNotDone();
            assertThat(refused.toCompletableFuture()).isNotDone();
            held.forEach(Runnable::run);
            assertThat(first.toCompletableFuture()).isCompleted();
            assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
        }

        @Test
        @DisplayName("gets what a database took that hung, though the website was told that nobody knew")
        void hangs() {
            RecordingSocket phone = server.connect("8", "phone");
            phone.heard();
            List<Runnable> held = new ArrayList<>();
            fixture.writing = held::add;
            CompletionStage<Accepted> sent = server.offer("[\"a\"]", false, Optional.empty(), "user_8");
            fixture.timers.pass(59_000);
            assertThat(sent.toCompletableFuture()).isNotDone();
            fixture.timers.pass(2_000);
            assertThat(sent.toCompletableFuture())
                    .isCompletedExceptionally()
                    .satisfies(answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(HangingException.class));
            held.forEach(Runnable::run);
            assertThat(phone.heard()).containsExactly("a ");
        }

        @Test
        @DisplayName("is not let in by a database that hangs, and is away when that goes on")
        void comesWhileItHangs() {
            List<Runnable> held = new ArrayList<>();
            fixture.writing = held::add;
            RecordingSocket socket = new RecordingSocket("late");
            CompletionStage<?> connected = server.devices.connect(
                    DeviceKey.ofUser(DeliveryFixture.SITE, "user_8", "phone"), Set.of("user_8"), socket, false);
            fixture.timers.pass(61_000);
            assertThat(connected.toCompletableFuture()).isCompletedExceptionally();
            socket.cut();
            fixture.writing = Runnable::run;
            held.forEach(Runnable::run);
            assertThat(server.devices.connected()).isZero();
            assertThat(fixture.value("select count(*) from push_devices where left_at is not null"))
                    .isEqualTo("1");
        }

        @Test
        @DisplayName("leaves nothing behind of a request that has been answered")
        void leavesNothing() {
            server.connect("8", "phone");
            server.send("[\"a\"]", "user_8");
            assertThat(fixture.timers.size()).isZero();
        }

        @Test
        @DisplayName("speaks by the newest of its sockets")
        void twoTabs() {
            RecordingSocket first = server.connect("8", "phone");
            RecordingSocket second = server.connect("8", "phone");
            first.heard();
            second.heard();
            server.send("[\"a\"]", "user_8");
            assertThat(first.heard()).isEmpty();
            assertThat(second.heard()).containsExactly("a ");
            first.cut();
            server.send("[\"b\"]", "user_8");
            assertThat(second.heard()).containsExactly("b ");
        }
    }

    @Nested
    @DisplayName("that has no name")
    class Nameless {

        @Test
        @DisplayName("is its connection's alone: another one of the user takes nothing from it")
        void beside() {
            RecordingSocket first = server.connect("8", "");
            RecordingSocket second = server.connect("8", "");
            first.heard();
            second.heard();
            server.send("[\"a\"]", "user_8");
            assertThat(first.heard()).containsExactly("a ");
            assertThat(second.heard()).containsExactly("a ");
            first.answer("a");
            assertThat(fixture.queued()).as("each has a queue").isEqualTo("1");
        }

        @Test
        @DisplayName("has its messages wait for the user's next one, when no other is connected")
        void comesBack() {
            RecordingSocket first = server.connect("8", "");
            RecordingSocket second = server.connect("8", "");
            second.cut();
            server.send("[\"a\"]", "user_8");
            first.answer("a");
            first.cut();
            server.send("[\"b\"]", "user_8");
            assertThat(server.connect("8", "").heard()).containsExactly(SETTINGS, "_batch [[\"b\"]]");
        }

        @Test
        @DisplayName("is sent what another one of the user has not answered, which may be itself from before")
        void halfOpen() {
            RecordingSocket dead = server.connect("8", "");
            server.send("[\"a\"]", "user_8");
            server.send("[\"b\"]", "user_8");
            dead.answer("a");
            RecordingSocket again = server.connect("8", "");
            assertThat(again.heard()).containsExactly(SETTINGS, "_batch [[\"b\"]]");
            again.answer("_batch");
            dead.cut();
            server.send("[\"c\"]", "user_8");
            assertThat(again.heard()).containsExactly("c ");
            assertThat(fixture.value("select count(*) from push_devices")).isEqualTo("1");
        }

        @Test
        @DisplayName("is taken over after a crash, and what it has heard on another one does not come again")
        void crashed() {
            server.sweep.sweep();
            server.connect("8", "").crash();
            Server restarted = fixture.server();
            restarted.sweep.sweep();
            RecordingSocket now = restarted.connect("8", ""); // before anybody knows that the first server is gone
            fixture.pass(Duration.ofSeconds(61));
            for (int i = 0; i < 11; i++) {
                restarted.sweep.sweep();
            }
            restarted.send("[\"a\"]", "user_8");
            now.answer("a");
            now.cut();
            assertThat(restarted.connect("8", "").heard()).containsExactly(SETTINGS);
        }

        @Test
        @DisplayName("and is a visitor's is gone with its connection")
        void visitor() {
            RecordingSocket ann = server.connectTo("public", "", Set.of("public", "order-7"));
            RecordingSocket bob = server.connectTo("public", "", Set.of("public"));
            ann.heard();
            bob.heard();
            server.send("[\"secret\"]", "order-7");
            server.send("[\"all\"]", "public");
            assertThat(ann.heard()).containsExactly("secret ", "all ");
            assertThat(bob.heard()).containsExactly("all ");
            ann.cut();
            assertThat(fixture.queued()).isEqualTo("1");
            assertThat(server.connectTo("public", "", Set.of("public")).heard()).containsExactly(SETTINGS);
        }

        @Test
        @DisplayName("and is a visitor's does not outlive a server that was killed, though devices be known for ever")
        void visitorOfCrash() {
            DeviceSettings forEver = new DeviceSettings(Duration.ZERO, new QueueLimits(100, 10_000), 100);
            try (DeliveryFixture kept = new DeliveryFixture(fixture.address.product(), forEver)) {
                Server killed = kept.server();
                killed.sweep.sweep();
                killed.connectTo("public", "", Set.of("public")).crash();
                killed.connect("8", "phone").crash();
                Server other = kept.server();
                other.sweep.sweep();
                kept.pass(Duration.ofSeconds(61));
                for (int i = 0; i < 11; i++) {
                    other.sweep.sweep();
                }
                kept.pass(Duration.ofHours(2));
                for (int i = 0; i < 600; i++) {
                    other.sweep.sweep();
                }
                assertThat(other.send("[\"a\"]", "public", "user_8").devices()).isEqualTo(1);
            }
        }
    }

    @Nested
    @DisplayName("that was away")
    class Away {

        @Test
        @DisplayName("gets what it has missed in one batch, the oldest first, and clears it with one answer")
        void batch() {
            server.connect("8", "phone").cut();
            server.send("[\"a\",{\"x\":[1]}]", "user_8");
            server.send("[\"b\"]", "user_8");
            RecordingSocket phone = server.connect("8", "phone");
            assertThat(phone.heard()).containsExactly(SETTINGS, "_batch [[\"a\",{\"x\":[1]}],[\"b\"]]");
            assertThat(fixture.queued()).isEqualTo("2");
            phone.answer("_batch");
            assertThat(fixture.queued()).isEqualTo("0");
        }

        @Test
        @DisplayName("keeps what arrives while the batch is out")
        void arrivedMeanwhile() {
            server.connect("8", "phone").cut();
            server.send("[\"a\"]", "user_8");
            RecordingSocket phone = server.connect("8", "phone");
            server.send("[\"b\"]", "user_8");
            assertThat(phone.heard()).containsExactly(SETTINGS, "_batch [[\"a\"]]", "b ");
            phone.answer("_batch");
            assertThat(fixture.queued()).isEqualTo("1");
            phone.cut();
            assertThat(server.connect("8", "phone").heard()).containsExactly(SETTINGS, "_batch [[\"b\"]]");
        }

        @Test
        @DisplayName("that never was here gets nothing of what was before")
        void unknown() {
            assertThat(server.send("[\"a\"]", "user_8").devices()).isZero();
            assertThat(server.connect("8", "phone").heard()).containsExactly(SETTINGS);
        }

        @Test
        @DisplayName("is in the rooms of its last connection, and in no other")
        void rooms() {
            server.connect("8", "phone", "staff").cut();
            assertThat(server.send("[\"a\"]", "staff").devices()).isEqualTo(1);
            server.connect("8", "phone", "guests").cut();
            assertThat(server.send("[\"b\"]", "staff").devices()).isZero();
            assertThat(server.send("[\"c\"]", "guests").devices()).isEqualTo(1);
        }

        @Test
        @DisplayName("does not keep its user in a room that the user has left since on another device")
        void roomsOfUser() {
            server.connect("8", "phone", "staff").cut();
            RecordingSocket tablet = server.connect("8", "tablet");
            tablet.heard();
            assertThat(server.send("[\"a\"]", "staff").devices()).isZero();
            server.connect("8", "desk", "guests");
            assertThat(server.send("[\"b\"]", "guests").devices()).isEqualTo(3);
            assertThat(tablet.heard()).containsExactly("b ");
        }

        @Test
        @DisplayName("is known for its time after it left last, and no longer")
        void expires() {
            server.connect("8", "phone").cut();
            fixture.pass(Duration.ofMinutes(59));
            server.connect("8", "phone").cut();
            server.send("[\"a\"]", "user_8");
            fixture.pass(Duration.ofMinutes(59));
            server.sweep.sweep();
            assertThat(server.send("[\"b\"]", "user_8").devices()).isEqualTo(1);
            fixture.pass(Duration.ofMinutes(2));
            server.sweep.sweep();
            assertThat(server.send("[\"c\"]", "user_8").devices()).isZero();
            assertThat(fixture.queued()).isEqualTo("0");
            assertThat(fixture.counters.get(Counter.DEVICE_QUEUES_EXPIRED)).isEqualTo(1);
            RecordingSocket phone = server.connect("8", "phone");
            assertThat(phone.heard()).containsExactly(SETTINGS, "_resync {\"reason\":\"away too long\"}");
            assertThat(server.send("[\"d\"]", "user_8").devices()).isEqualTo(1);
        }

        @Test
        @DisplayName("is told of a gap until it has answered that, or anything after it")
        void toldUntilItKnows() {
            server.connect("8", "phone").cut();
            fixture.pass(Duration.ofHours(2));
            server.sweep.sweep();
            server.connect("8", "phone").cut();
            RecordingSocket phone = server.connect("8", "phone");
            assertThat(phone.heard()).containsExactly(SETTINGS, "_resync {\"reason\":\"away too long\"}");
            phone.answer("_resync");
            phone.cut();
            assertThat(server.connect("8", "phone").heard()).containsExactly(SETTINGS);
        }
    }

    @Test
    @DisplayName("is left what waits for it, however much of what does not is removed")
    void purge() {
        server.connect("8", "phone").cut();
        RecordingSocket tablet = server.connect("8", "tablet");
        for (int i = 0; i < 9; i++) {
            server.send("[\"e\"," + i + "]", i % 3 == 0 ? "user_8" : "user_9");
            fixture.pass(Duration.ofMillis(1));
        }
        server.connect("9", "phone").cut();
        for (int i = 0; i < 9; i++) {
            server.send("[\"f\"," + i + "]", "user_9");
            fixture.pass(Duration.ofMillis(1));
        }
        RecordingSocket phone = server.connect("9", "phone");
        phone.answer("_batch");
        tablet.heard();
        fixture.pass(Duration.ofMinutes(11));
        for (int seconds = 0; seconds < 3; seconds++) {
            server.purge.step();
        }
        assertThat(fixture.value("select count(*) from push_messages")).isEqualTo("3");
        assertThat(DeliveryFixture.batch(server.connect("8", "phone").heard().get(1)))
                .containsExactly("[\"e\",0]", "[\"e\",3]", "[\"e\",6]");
    }

    @Nested
    @DisplayName("for which more waits than may")
    class Full {

        @Test
        @DisplayName("is told to start anew, and gets what comes after that")
        void cleared() {
            RecordingSocket phone = server.connect("8", "phone");
            for (int i = 0; i < 100; i++) {
                server.send("[\"a\"," + i + "]", "user_8");
            }
            phone.heard();
            server.send("[\"b\"]", "user_8");
            assertThat(phone.heard()).containsExactly("_resync {\"reason\":\"queue full\"}", "b ");
            assertThat(phone.awaited()).as("the answers to these two").isEqualTo(2);
            assertThat(fixture.queued()).isEqualTo("1");
            assertThat(fixture.counters.get(Counter.DEVICE_QUEUES_FULL)).isEqualTo(1);
            phone.answer("a 7");
            phone.answer("b");
            assertThat(fixture.queued()).isEqualTo("0");
            assertThat(fixture.value("select waiting from push_devices")).isEqualTo("0");
            phone.cut();
            assertThat(server.connect("8", "phone").heard()).containsExactly(SETTINGS);
        }

        @Test
        @DisplayName("is told again when all that it has answered since had come before")
        void answersFromBefore() {
            RecordingSocket phone = server.connect("8", "phone");
            for (int i = 0; i < 100; i++) {
                server.send("[\"a\"," + i + "]", "user_8");
            }
            server.send("[\"b\"]", "user_8");
            phone.answer("a 7"); // was under way when the queue was cleared
            phone.cut();
            assertThat(server.connect("8", "phone").heard())
                    .containsExactly(SETTINGS, "_resync {\"reason\":\"queue full\"}", "_batch [[\"b\"]]");
        }

        @Test
        @DisplayName(
                "is told at once by its own server when another one has cleared the queue, and until it knows of that")
        void clearedElsewhere() {
            Server other = fixture.server();
            RecordingSocket phone = server.connect("8", "phone");
            server.sweep.sweep();
            phone.heard();
            for (int i = 0; i < 100; i++) {
                other.send("[\"a\"," + i + "]", "user_8");
            }
            other.send("[\"b\"]", "user_8");
            server.sweep.sweep();
            server.sweep.sweep();
            assertThat(phone.heard()).containsExactly("_resync {\"reason\":\"queue full\"}", "b ");
            for (int i = 0; i < 100; i++) {
                other.send("[\"c\"," + i + "]", "user_8");
            }
            phone.answer("_resync"); // the first one: of the second it has not heard
            phone.cut();
            List<String> heard = server.connect("8", "phone").heard();
            assertThat(heard).startsWith(SETTINGS, "_resync {\"reason\":\"queue full\"}");
        }

        @Test
        @DisplayName("hears of it when it comes again")
        void away() {
            server.connect("8", "phone").cut();
            server.send("[\"a\",\"" + "x".repeat(9_000) + "\"]", "user_8");
            server.send("[\"b\",\"" + "y".repeat(2_000) + "\"]", "user_8");
            List<String> heard = server.connect("8", "phone").heard();
            assertThat(heard).startsWith(SETTINGS, "_resync {\"reason\":\"queue full\"}");
            assertThat(DeliveryFixture.batch(heard.get(2)))
                    .singleElement()
                    .asString()
                    .startsWith("[\"b\",\"yy");
        }
    }

    @Nested
    @DisplayName("that answers out of order")
    class OutOfOrder {

        @Test
        @DisplayName("gets one _resync if the website wants that, and the event's queue is cleared")
        void resync() {
            RecordingSocket phone = server.connect("8", "phone");
            server.sendWithResync("[\"a\",1]", "user_8");
            server.sendWithResync("[\"b\",1]", "user_8");
            server.sendWithResync("[\"a\",2]", "user_8");
            server.sendWithResync("[\"a\",3]", "user_8");
            phone.heard();
            phone.answer("a 2");
            assertThat(phone.heard()).containsExactly("_resync {\"reason\":\"out of order\",\"event\":\"a\"}");
            assertThat(fixture.queued()).isEqualTo("1");
            phone.answer("a 3");
            phone.answer("a 1");
            phone.answer("b 1");
            assertThat(phone.heard()).isEmpty();
            assertThat(fixture.queued()).isEqualTo("0");
            assertThat(fixture.counters.get(Counter.DEVICE_QUEUES_DISORDERED)).isEqualTo(1);
        }

        @Test
        @DisplayName("is left alone otherwise")
        void noResync() {
            RecordingSocket phone = server.connect("8", "phone");
            server.send("[\"a\",1]", "user_8");
            server.send("[\"a\",2]", "user_8");
            phone.answer("a 2");
            assertThat(phone.heard()).doesNotContain("_resync").hasSize(3);
            assertThat(fixture.queued()).isEqualTo("1");
        }
    }

    @Nested
    @DisplayName("when a server or the database fails")
    class Failures {

        @Test
        @DisplayName("gets what was accepted before a crash, and what it had answered only if that was stored")
        void crash() {
            RecordingSocket phone = server.connect("8", "phone");
            server.send("[\"a\"]", "user_8");
            server.send("[\"b\"]", "user_8");
            phone.answer("a");
            phone.crash();
            Server restarted = fixture.server();
            assertThat(restarted.send("[\"c\"]", "user_8").devices()).isEqualTo(1);
            assertThat(restarted.connect("8", "phone").heard()).containsExactly(SETTINGS, "_batch [[\"b\"],[\"c\"]]");
        }

        @Test
        @DisplayName("that was connected to a server that is gone is away since that was last seen")
        void lease() {
            RecordingSocket phone = server.connect("8", "phone");
            server.sweep.sweep();
            phone.crash();
            Server other = fixture.server();
            other.sweep.sweep();
            fixture.pass(Duration.ofSeconds(61));
            sweep(other);
            assertThat(fixture.value("select count(*) from push_devices where node is null"))
                    .isEqualTo("1");
            fixture.pass(Duration.ofMinutes(60));
            other.sweep.sweep();
            assertThat(fixture.value("select count(*) from push_devices where expired = true"))
                    .isEqualTo("1");
        }

        @Test
        @DisplayName("of a server that could not tell that it is there goes on being served by it")
        void cutOff() {
            RecordingSocket phone = server.connect("8", "phone");
            server.sweep.sweep();
            phone.heard();
            Server other = fixture.server();
            other.sweep.sweep();
            fixture.pass(Duration.ofSeconds(61)); // only this server was cut off: the other one takes it for gone
            sweep(other);
            assertThat(fixture.value("select count(*) from push_devices where node is null"))
                    .isEqualTo("1");
            other.send("[\"a\"]", "user_8");
            server.send("[\"b\"]", "user_8");
            assertThat(phone.heard()).containsExactly("a ", "b ");
            assertThat(fixture.value("select count(*) from push_devices where left_at is null"))
                    .isEqualTo("1");
        }

        @Test
        @DisplayName("is told what it has missed when its server finds it again that was cut off for too long")
        void cutOffForLong() {
            RecordingSocket phone = server.connect("8", "phone");
            server.sweep.sweep();
            phone.heard();
            Server other = fixture.server();
            other.sweep.sweep();
            fixture.pass(Duration.ofSeconds(61));
            sweep(other);
            fixture.pass(Duration.ofHours(2));
            other.sweep.sweep();
            server.devices.doubt();
            server.sweep.sweep();
            assertThat(phone.heard()).containsExactly("_resync {\"reason\":\"away too long\"}");
            server.send("[\"a\"]", "user_8");
            assertThat(phone.heard()).containsExactly("a ");
        }

        @Test
        @DisplayName("is not taken for one that has left because all servers were cut off from the database")
        void allCutOff() {
            server.connect("8", "phone");
            server.sweep.sweep();
            Server other = fixture.server();
            other.sweep.sweep();
            fixture.database(false);
            other.sweep.sweep();
            fixture.pass(Duration.ofSeconds(90));
            other.sweep.sweep();
            fixture.database(true);
            sweep(other);
            assertThat(fixture.value("select count(*) from push_devices where left_at is null"))
                    .isEqualTo("1");
        }

        /** So often that the server looks for others that are gone. */
        private void sweep(Server one) {
            for (int i = 0; i < 11; i++) {
                one.sweep.sweep();
            }
        }

        @Test
        @DisplayName("gets nothing twice and nothing too little while the database is away: nothing is accepted then")
        void databaseDown() {
            RecordingSocket phone = server.connect("8", "phone");
            server.send("[\"a\"]", "user_8");
            phone.heard();
            fixture.database(false);
            assertThatThrownBy(() -> server.send("[\"b\"]", "user_8"))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DatabaseUnavailableException.class);
            phone.answer("a");
            assertThat(phone.heard()).isEmpty();
            fixture.database(true);
            assertThat(fixture.queued()).isEqualTo("1");
            fixture.timers.pass(1001);
            assertThat(fixture.queued()).as("the answer was not forgotten").isEqualTo("0");
            server.send("[\"c\"]", "user_8");
            assertThat(phone.heard()).containsExactly("c ");
        }

        @ParameterizedTest(name = "done: {0}")
        @ValueSource(booleans = {true, false})
        @DisplayName("gets once what was sent when the connection broke in the commit, and the website asks again")
        void brokenCommit(boolean done) {
            Optional<Send.Once> key = Optional.of(new Send.Once("k", "b"));
            RecordingSocket phone = server.connect("8", "phone");
            phone.heard();
            fixture.breaksInCommit(done);
            assertThatThrownBy(() -> DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8")))
                    .hasCauseInstanceOf(OutcomeUnknownException.class);
            assertThat(DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8"))
                            .devices())
                    .isEqualTo(1);
            server.sweep.sweep();
            assertThat(phone.heard()).containsExactly("a ");
            assertThat(fixture.queued()).isEqualTo("1");
        }

        @ParameterizedTest(name = "done: {0}")
        @ValueSource(booleans = {true, false})
        @DisplayName("of a site that keeps nothing gets it once, too")
        void brokenCommitOfPlainSite(boolean done) {
            Optional<Send.Once> key = Optional.of(new Send.Once("k", "b"));
            AtomicInteger emitted = new AtomicInteger();
            fixture.breaksInCommit(done);
            assertThatThrownBy(
                            () -> DeliveryFixture.join(server.offer("[\"a\"]", false, key, emitted::incrementAndGet)))
                    .hasCauseInstanceOf(OutcomeUnknownException.class);
            for (int again = 0; again < 2; again++) {
                DeliveryFixture.join(server.offer("[\"a\"]", false, key, emitted::incrementAndGet));
            }
            assertThat(emitted).hasValue(1);
        }

        @ParameterizedTest(name = "done: {0}")
        @ValueSource(booleans = {true, false})
        @DisplayName(
                "that was not let in, since the connection broke in the commit, is not taken for one that is there")
        void brokenConnect(boolean done) {
            server.connect("8", "phone").cut();
            fixture.breaksInCommit(done);
            assertThatThrownBy(() -> server.connect("8", "phone")).hasCauseInstanceOf(OutcomeUnknownException.class);
            fixture.timers.pass(1001);
            assertThat(fixture.value("select count(*) from push_devices where left_at is not null and socket is null"))
                    .isEqualTo("1");
        }

        @Test
        @DisplayName("that leaves while the database is away is away as soon as that can be stored")
        void leavesMeanwhile() {
            RecordingSocket phone = server.connect("8", "phone");
            fixture.database(false);
            phone.cut();
            fixture.database(true);
            fixture.timers.pass(1001);
            assertThat(fixture.value("select count(*) from push_devices where left_at is not null"))
                    .isEqualTo("1");
        }
    }

    @Nested
    @DisplayName("with several servers")
    class Several {
        private final Server other = fixture.server();

        @Test
        @DisplayName("gets what another one stored between the first look at it and the lock")
        void storedBeforeLock() {
            server.connect("8", "phone").cut();
            List<Runnable> held = new ArrayList<>();
            fixture.writing = held::add;
            RecordingSocket phone = new RecordingSocket("between");
            CompletionStage<?> connected = server.devices.connect(
                    DeviceKey.ofUser(DeliveryFixture.SITE, "user_8", "phone"), Set.of("user_8"), phone, false);
            Object unused = server.devices.writer().submit(new DeviceWriter.Change<Boolean>() {
                @Override
                public SortedSet<Long> devices(
                        DeviceStore store) { // behind that of the device, in the same transaction
                    fixture.writing = Runnable::run;
                    other.send("[\"a\"]", "user_8");
                    return new TreeSet<>();
                }

                @Override
                public Boolean make(DeviceStore store, Map<Long, Device> locked) {
                    return true;
                }
            });
            held.forEach(Runnable::run);
            assertThat(connected.toCompletableFuture()).isCompleted();
            assertThat(phone.heard()).containsExactly(SETTINGS, "_batch [[\"a\"]]");
        }

        @Test
        @DisplayName("gets what another server accepted, in order")
        void swept() {
            RecordingSocket phone = server.connect("8", "phone");
            server.sweep.sweep();
            phone.heard();
            server.send("[\"a\"]", "user_8");
            other.send("[\"b\"]", "user_8");
            server.send("[\"c\"]", "user_8");
            assertThat(phone.heard()).as("a gap is filled at once").containsExactly("a ", "b ", "c ");
            other.send("[\"d\"]", "user_8");
            assertThat(phone.heard()).isEmpty();
            server.sweep.sweep();
            server.sweep.sweep();
            assertThat(phone.heard()).containsExactly("d ");
        }

        @Test
        @DisplayName("is served by the one that it connected to last, and by no other")
        void moved() {
            RecordingSocket before = server.connect("8", "phone");
            RecordingSocket now = other.connect("8", "phone");
            before.heard();
            now.heard();
            server.send("[\"a\"]", "user_8");
            server.sweep.sweep();
            other.sweep.sweep();
            other.sweep.sweep();
            assertThat(before.heard()).isEmpty();
            assertThat(now.heard()).containsExactly("a ");
            before.cut();
            assertThat(fixture.value("select count(*) from push_devices where left_at is null"))
                    .isEqualTo("1");
            other.send("[\"b\"]", "user_8");
            assertThat(now.heard()).containsExactly("b ");
        }
    }

    @Nested
    @DisplayName("that somebody looks at")
    class Listed {

        private List<DeviceDirectory.Listed> before(long number, int most) {
            return fixture.directory().before(number, most);
        }

        @Test
        @DisplayName("is shown with what waits for it, since when, and whether it is connected; the last one first")
        void shown() {
            server.connect("8", "phone").cut();
            RecordingSocket tablet = server.connect("9", "tablet");
            server.send("[\"a\"]", "user_8");
            fixture.pass(Duration.ofSeconds(5));
            server.send("[\"b\"]", "user_8");
            List<DeviceDirectory.Listed> listed = before(Long.MAX_VALUE, 10);
            long last = listed.get(0).number();
            long first = listed.get(1).number();
            assertThat(listed)
                    .containsExactly(
                            new DeviceDirectory.Listed(last, "shop", "user_9", "tablet", 0, 0, "", true),
                            new DeviceDirectory.Listed(
                                    first, "shop", "user_8", "phone", 2, 10, "2026-01-01T00:00:00Z", false));
            assertThat(before(last, 10)).map(DeviceDirectory.Listed::number).containsExactly(first);
            assertThat(before(Long.MAX_VALUE, 1))
                    .map(DeviceDirectory.Listed::number)
                    .containsExactly(last);
            tablet.cut();
            assertThat(before(Long.MAX_VALUE, 1).get(0).connected()).isFalse();
        }

        @Test
        @DisplayName("has no name where its client has given it none, and none that would tell visitors apart")
        void nameless() {
            RecordingSocket unused = server.connect("8", "");
            unused = server.connectTo("visitors", "xy", Set.of("visitors"));
            assertThat(before(Long.MAX_VALUE, 10))
                    .map(DeviceDirectory.Listed::device)
                    .containsExactly("", "");
        }
    }

    @Nested
    @DisplayName("for a request that is repeated")
    class Repeated {
        private final Optional<Send.Once> key = Optional.of(new Send.Once("k", "body"));

        @Test
        @DisplayName("gets it once, and the website the same answer")
        void once() {
            RecordingSocket phone = server.connect("8", "phone");
            phone.heard();
            Accepted first = DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8"));
            Accepted second = DeliveryFixture.join(fixture.server().offer("[\"a\"]", false, key, "user_8"));
            assertThat(second).isEqualTo(first);
            assertThat(phone.heard()).containsExactly("a ");
        }

        @Test
        @DisplayName("with another body gets nothing")
        void otherBody() {
            server.connect("8", "phone");
            DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8"));
            assertThatThrownBy(() -> DeliveryFixture.join(
                            server.offer("[\"b\"]", false, Optional.of(new Send.Once("k", "other")), "user_8")))
                    .hasCauseInstanceOf(RepeatedException.class);
            assertThat(fixture.queued()).isEqualTo("1");
        }

        @Test
        @DisplayName("is remembered for a day")
        void purged() {
            server.connect("8", "phone");
            DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8"));
            fixture.pass(Duration.ofHours(23));
            server.purge.step();
            DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8"));
            assertThat(fixture.queued()).isEqualTo("1");
            fixture.pass(Duration.ofHours(2));
            server.purge.step();
            DeliveryFixture.join(server.offer("[\"a\"]", false, key, "user_8"));
            assertThat(fixture.queued()).isEqualTo("2");
        }
    }
}
