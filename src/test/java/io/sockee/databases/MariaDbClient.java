package io.sockee.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** MariaDB's own command, as operators use it. */
public final class MariaDbClient {

    private MariaDbClient() {}

    /** What it ended with, and all that it printed. */
    public record Run(int exit, String output) {}

    /** Runs a script on a database: {@code mariadb database < script}. */
    public static Run run(DatabaseAddress database, String script) {
        try {
            Path folder = DatabaseServer.folder("script");
            Path input = Files.writeString(folder.resolve("script.sql"), script);
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder(
                            DatabaseServer.programs("mariadb")
                                    .resolve("bin/mariadb")
                                    .toString(),
                            "--no-defaults",
                            "--host=127.0.0.1",
                            "--port=" + database.port(),
                            "--user=" + database.user(),
                            "--password=" + database.password(),
                            database.name())
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the script does not end, see " + input);
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
