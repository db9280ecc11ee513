package io.sockee.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a kind of server is set up in a folder, as it is delivered, and started there. */
interface Installation {

    /** Puts the configuration and the WAR into a folder. */
    void prepare(Path folder, Path war) throws IOException, InterruptedException;

    /** What starts it, in the foreground. */
    List<String> command(Path folder);

    /** What it needs to find in its environment, with options of its JVM. */
    Map<String, String> environment(Path folder, String options);

    /** The one that this run of the tests is for. */
    static Installation current() {
        return System.getProperty("sockee.server").equals("liberty")
                ? new LibertyInstallation()
                : new WildFlyInstallation();
    }

    static Path basedir() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
