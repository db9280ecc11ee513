package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.PostgresqlProcess;
import io.sockee.it.PushLoad.Rate;
import io.sockee.servers.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How fast the push gateway is beside the plain emit, and what it costs that messages wait. No test of the build: it
 * prints figures, and needs some minutes of a machine that does nothing else. {@code docs/performance.md} has the command.
 */
@DisplayName("The push gateway")
class PushRates {
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("sockee.rates.warm-up", 10));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("sockee.rates.measured", 15));
    private static final int DEVICES = 100;

    /** So many devices are away, for each of which as many messages wait as may: a million. */
    private static final int AWAY = Integer.getInteger("sockee.rates.away", 1000);

    private static final int EACH = 1000;

    enum Database {
        H2,
        POSTGRESQL
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with devices that are there, and with others for which messages wait")
    void rates(Database database) throws Exception {
        try (PostgresqlProcess postgresql = database == Database.POSTGRESQL ? PostgresqlProcess.create() : null;
                PushLoad load = new PushLoad();
                ServerProcess server = ServerProcess.in("rates").forLong().with(load.sites())) {
            if (postgresql != null) {
                postgresql.start();
                server.with(postgresql.address().environment());
            }
            server.start();
            load.at(server.base());
            load.connect("plain", "p", DEVICES);
            measure(database + ", plain, to one of 100", load, "plain", "user_p%d");
            measure(database + ", plain, to all 100", load, "plain", "all_p");
            load.connect("shop", "d", DEVICES);
            measure(database + ", durable, to one of 100", load, "shop", "user_d%d");
            measure(database + ", durable, to all 100", load, "shop", "all_d");

            load.leave("shop", "w", AWAY);
            print(database + ", nothing waits", size(server, postgresql));
            long began = System.nanoTime();
            load.post("shop", "all_w", EACH, 4); // each message waits for all of them: few at a time
            double seconds = (System.nanoTime() - began) / 1e9;
            int rows = EACH * AWAY;
            print(
                    database + ", messages begin to wait",
                    String.format(Locale.ROOT, "%d in %.0f s, %.0f/s", rows, seconds, rows / seconds));
            print(database + ", so many wait", size(server, postgresql));
            measure(database + ", beside them durable, to one of 100", load, "shop", "user_d%d");
            print(database + ", a device comes back", load.batch("shop", "w7"));
            server.stop();
            began = System.nanoTime();
            server.start();
            print(database + ", the server starts again", (System.nanoTime() - began) / 1_000_000 + " ms");
            print(database + ", a device comes back", load.batch("shop", "w8"));
        }
    }

    private static void measure(String what, PushLoad load, String site, String room) throws Exception {
        Rate unused = load.post(site, room, DEVICES, WARM_UP);
        Rate rate = load.post(site, room, DEVICES, MEASURED);
        print(what, rate.toString());
        assertThat(rate.delivered()).isPositive();
    }

    private static void print(String what, String figures) {
        System.out.println("RATE " + System.getProperty("sockee.server") + ", " + what + ": " + figures);
    }

    /** What the server's heap has after a collection, and how large the database is on its disk. */
    private static String size(ServerProcess server, PostgresqlProcess postgresql)
            throws IOException, InterruptedException {
        Path folder = postgresql == null ? server.folder() : postgresql.folder();
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = files.filter(
                            file -> postgresql != null || file.toString().endsWith(".mv.db"))
                    .mapToLong(PushRates::length)
                    .sum();
            return "heap " + heap(server) / (1 << 20) + " MiB, database " + bytes / (1 << 20) + " MiB";
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long heap(ServerProcess server) throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> lines =
                new String(histogram.getInputStream().readAllBytes()).lines().toList();
        assertThat(histogram.waitFor()).isZero();
        return Long.parseLong(lines.get(lines.size() - 1).strip().split("\\s+")[2]);
    }
}
