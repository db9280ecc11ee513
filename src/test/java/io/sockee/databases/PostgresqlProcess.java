package io.sockee.databases;

import static org.awaitility.Awaitility.await;

import io.sockee.servers.Ports;
import io.sockee.servers.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of a test's own, which can be killed, stopped, and started again on what it left behind. Its programs are those
 * of {@link TestDatabase#POSTGRESQL}; where that cannot run, the test is skipped.
 */
public final class PostgresqlProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);

    private final Path folder;
    private final int port = Ports.free();
    private @Nullable Process running;

    private PostgresqlProcess(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill)); // in case the tests are ended themselves
    }

    /** With its data in a new folder. */
    public static PostgresqlProcess create() {
        return in(DatabaseServer.folder("postgresql"));
    }

    /** With its data in a folder that is empty. */
    public static PostgresqlProcess in(Path folder) {
        TestDatabase.POSTGRESQL.start(); // unpacks it
        PostgresqlProcess made = new PostgresqlProcess(folder);
        try {
            Process process = made.run(
                    "initdb",
                    "--pgdata=" + made.data(),
                    "--username=" + DatabaseServer.USER,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-sync",
                    "--wal-segsize=1");
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("PostgreSQL cannot be set up, see " + made.log());
            }
            return made;
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Where it keeps its files. */
    public Path folder() {
        return folder;
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    /** A program of PostgreSQL, which refuses to be run by root: then in a user namespace of its own. */
    private Process run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        try (Stream<Path> versions = Files.list(DatabaseServer.programs("postgresql"))) {
            command.add(versions.map(version -> version.resolve("bin").resolve(program))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow()
                    .toString());
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and waits until it answers. */
    public void start() {
        kill(); // what is left of one that ended by itself
        Process started = run(
                "postgres",
                "-D",
                data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        running = started;
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("PostgreSQL has ended, see " + log());
            }
            return answers();
        });
    }

    private boolean answers() {
        try (Connection unused = address().connect()) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Its database, which is there and empty at first. */
    public DatabaseAddress address() {
        return new DatabaseAddress(
                TestDatabase.POSTGRESQL,
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                DatabaseServer.USER,
                DatabaseServer.PASSWORD);
    }

    /** Whether it lives. */
    public boolean isRunning() {
        Process process = running;
        return process != null && process.isAlive();
    }

    /** Ends it and all its processes as a power cut would. */
    public void kill() {
        Process process = running;
        if (process != null) {
            Processes.kill(List.of(process.toHandle()));
        }
    }

    /** Ends it as operators do: clients are cut off, what they have not committed is rolled back. */
    public void stop() {
        Process process = running;
        if (process == null) {
            return;
        }
        try {
            int unused = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
        Processes.untilGone(List.of(process.toHandle()));
    }

    /** Ends it, if it runs. */
    @Override
    public void close() {
        kill();
    }
}
