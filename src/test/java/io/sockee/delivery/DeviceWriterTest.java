package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeliveryFixture.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of changes that are submitted together. */
@DisplayName("Changes of devices")
class DeviceWriterTest {
    private final DeliveryFixture fixture = new DeliveryFixture(TestDatabase.H2);
    private final Server server = fixture.server();
    private final List<Runnable> held = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    private abstract static class NoDevices implements DeviceWriter.Change<Boolean> {
        @Override
        public SortedSet<Long> devices(DeviceStore store) {
            return new TreeSet<>();
        }
    }

    private CompletableFuture<Boolean> submit(Runnable work) {
        return server.devices.writer().submit(new NoDevices() {
            @Override
            public Boolean make(DeviceStore store, Map<Long, Device> locked) {
                work.run();
                return true;
            }
        });
    }

    private void run() {
        fixture.writing = Runnable::run;
        held.forEach(Runnable::run);
        held.clear();
    }

    @Test
    @DisplayName("that cannot be made together are made one by one, and one that cannot be is alone with that")
    void oneByOne() {
        fixture.writing = held::add;
        CompletableFuture<Boolean> good = submit(() -> {});
        CompletableFuture<Boolean> bad = submit(() -> {
            throw new IllegalStateException("never");
        });
        CompletableFuture<Boolean> also = submit(() -> {});
        run();
        assertThat(good).isCompletedWithValue(true);
        assertThat(also).isCompletedWithValue(true);
        assertThatThrownBy(bad::join).hasRootCauseMessage("never");
    }

    @Test
    @DisplayName(
            "that each wait for a lock for long hold up the others for a bounded time: the rest is told to try again")
    void bounded() {
        AtomicInteger attempts = new AtomicInteger();
        fixture.writing = held::add;
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(submit(() -> {
                attempts.incrementAndGet();
                fixture.pass(Duration.ofSeconds(10));
                throw new IllegalStateException("lock wait timeout");
            }));
        }
        run();
        assertThat(attempts).as("each of ten seconds").hasValueLessThanOrEqualTo(5);
        assertThat(all).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThatThrownBy(() -> all.get(199).join()).hasCauseInstanceOf(BusyException.class);
        assertThat(submit(() -> {})).isCompletedWithValue(true);
    }

    @Test
    @DisplayName("that no thread can be had for fail, and the next ones are made")
    void noThread() {
        fixture.writing = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThat(submit(() -> {})).isCompletedExceptionally();
        fixture.writing = task -> {
            throw new RejectedExecutionException();
        };
        assertThat(submit(() -> {})).isCompletedExceptionally();
        fixture.writing = Runnable::run;
        assertThat(submit(() -> {})).isCompletedWithValue(true);
    }

    @Test
    @DisplayName("have effects after the commit only: a device whose transaction is rolled back is not mute")
    void effectsAfterCommit() {
        RecordingSocket phone = new RecordingSocket("phone");
        DeviceLink link = new DeviceLink(-1, phone, false, settled -> {});
        ReadChange read = new ReadChange(link, "node", () -> true);
        CompletableFuture<Boolean> rolledBack = server.devices.writer().submit(new NoDevices() {
            @Override
            public Boolean make(DeviceStore store, Map<Long, Device> locked) {
                ReadChange.Result unused = read.make(store, locked);
                throw new IllegalStateException("rolled back");
            }
        });
        assertThat(rolledBack).isCompletedExceptionally();
        assertThat(link.isDetached()).isFalse();
        assertThat(server.devices.writer().submit(read)).isCompleted();
        assertThat(link.isDetached()).isTrue();
    }
}
