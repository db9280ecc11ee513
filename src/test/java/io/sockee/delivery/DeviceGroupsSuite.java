package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeliveryFixture.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What has come while the database was busy, and so shares a transaction. */
abstract class DeviceGroupsSuite {
    /** More than one statement adds at once. */
    private static final int DEVICES = 70;

    private final DeliveryFixture fixture;
    private final Server server;
    private final List<Runnable> held = new ArrayList<>();

    DeviceGroupsSuite(TestDatabase database) {
        fixture = new DeliveryFixture(database);
        server = fixture.server();
    }

    @AfterEach
    void close() {
        assertThat(fixture.value("select count(*) from push_devices d where d.waiting <>"
                        + " (select count(*) from push_queue q where q.device = d.id) or d.waiting_bytes <>"
                        + " (select coalesce(sum(q.bytes), 0) from push_queue q where q.device = d.id)"))
                .as("devices whose row tells something else than their queue")
                .isEqualTo("0");
        fixture.close();
    }

    /** From now on the database is busy. */
    private void hold() {
        fixture.writing = held::add;
    }

    private void release() {
        fixture.writing = Runnable::run;
        List<Runnable> all = List.copyOf(held);
        held.clear();
        all.forEach(Runnable::run);
    }

    private CompletionStage<Accepted> offer(String event, String room) {
        return server.offer("[\"" + event + "\"]", false, Optional.empty(), room);
    }

    private List<RecordingSocket> connect(int count) {
        List<RecordingSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(server.connect("u" + i, "d", "all"));
            sockets.get(i).heard();
        }
        return sockets;
    }

    @Test
    @DisplayName("messages for many reach each in their order, and go with the answers, however these are ordered")
    void messages() {
        List<RecordingSocket> sockets = connect(DEVICES);
        hold();
        offer("a", "all");
        offer("b", "all");
        offer("c", "all");
        assertThat(sockets).allMatch(socket -> socket.heard().isEmpty());
        release();
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.heard()).containsExactly("a ", "b ", "c "));
        assertThat(fixture.queued()).isEqualTo(Integer.toString(3 * DEVICES));
        hold();
        for (int i = 0; i < DEVICES; i++) {
            sockets.get(i).answer(i % 2 == 0 ? "a" : "c");
            sockets.get(i).answer(i % 2 == 0 ? "b" : "a");
        }
        release();
        assertThat(fixture.queued()).isEqualTo(Integer.toString(DEVICES));
        sockets.forEach(socket -> socket.answer(socket.unanswered().get(0)));
        assertThat(fixture.queued()).isEqualTo("0");
    }

    @Test
    @DisplayName("more messages than may wait clear the queue, and what comes after them waits")
    void overflow() {
        RecordingSocket phone = connect(1).get(0);
        for (int i = 0; i < 130; i++) { // a hundred may wait
            if (i == 50) {
                hold();
            }
            offer("e" + i, "all");
        }
        release();
        assertThat(phone.heard())
                .contains("_resync {\"reason\":\"queue full\"}")
                .endsWith("e129 ");
        assertThat(fixture.queued()).isEqualTo("30");
        hold();
        phone.answer("e128");
        phone.answer("e129");
        offer("more", "all");
        release();
        assertThat(fixture.queued()).isEqualTo("29");
    }

    @Test
    @DisplayName("a device that goes at once takes what was for it alone with it")
    void leaves() {
        RecordingSocket visitor = server.connectTo("visitors", "", Set.of("visitors", "all"));
        RecordingSocket phone = connect(1).get(0);
        hold();
        CompletionStage<Accepted> accepted = offer("a", "all");
        visitor.cut();
        CompletionStage<Accepted> later = offer("b", "all");
        release();
        assertThat(DeliveryFixture.join(accepted).devices()).isEqualTo(2);
        assertThat(DeliveryFixture.join(later).devices()).isEqualTo(1);
        assertThat(phone.heard()).containsExactly("a ", "b ");
        assertThat(fixture.queued()).isEqualTo("2");
    }

    @Test
    @DisplayName("a device that comes again gets what came before it in the same transaction")
    void comesAgain() {
        RecordingSocket phone = connect(1).get(0);
        phone.cut();
        hold();
        offer("a", "all");
        RecordingSocket again = new RecordingSocket("again");
        CompletionStage<?> connected = server.devices.connect(
                DeviceKey.ofUser(DeliveryFixture.SITE, "user_u0", "d"), Set.of("user_u0", "all"), again, false);
        offer("b", "all");
        release();
        DeliveryFixture.join(connected);
        assertThat(again.heard()).endsWith("_batch [[\"a\"]]", "b ");
        assertThat(fixture.queued()).isEqualTo("2");
    }

    @Test
    @DisplayName("answers are stored once the database is back, those that came meanwhile too")
    void answersMeanwhile() {
        RecordingSocket phone = connect(1).get(0);
        DeliveryFixture.join(offer("a", "all"));
        DeliveryFixture.join(offer("b", "all"));
        DeliveryFixture.join(offer("c", "all"));
        fixture.database(false);
        phone.answer("a");
        phone.answer("b");
        fixture.database(true);
        assertThat(fixture.queued()).isEqualTo("3");
        fixture.timers.pass(1100);
        assertThat(fixture.queued()).isEqualTo("1");
        phone.answer("c");
        assertThat(fixture.queued()).isEqualTo("0");
    }
}
