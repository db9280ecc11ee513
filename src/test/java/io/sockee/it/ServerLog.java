package io.sockee.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The log of the server that the tests run on. */
public final class ServerLog {

    private ServerLog() {}

    /** Whether it is Liberty, and WildFly otherwise. */
    public static boolean isLiberty() {
        return System.getProperty("sockee.server").equals("liberty");
    }

    /** The lines so far that have all these words. */
    public static List<String> lines(String... words) {
        Path log = Path.of(System.getProperty("sockee.it.log"));
        try (var lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> List.of(words).stream().allMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until there are that many. */
    public static void until(int count, String... words) {
        await().atMost(Duration.ofSeconds(30)).until(() -> lines(words).size() >= count);
    }
}
