package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** What {@link MigrationsTest} shows, on databases that have to be started first, and that several servers may share. */
@Tag("no-server")
class MigrationsIT {

    abstract static class Shared extends MigrationsSuite {
        Shared(TestDatabase product) {
            super(product);
        }

        @RepeatedTest(5)
        void serversThatStartAtOnceMigrateOnce() {
            int servers = 6;
            CyclicBarrier barrier = new CyclicBarrier(servers);
            List<CompletableFuture<Void>> starts = IntStream.range(0, servers)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> migrateTogether(barrier), task -> new Thread(task).start()))
                    .toList();
            starts.forEach(CompletableFuture::join);
            assertThat(applied()).isEqualTo(ALL);
            assertFits();
        }

        private void migrateTogether(CyclicBarrier barrier) {
            try {
                barrier.await();
                migrate();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class MariaDb extends Shared {
        MariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    class Postgresql extends Shared {
        Postgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
