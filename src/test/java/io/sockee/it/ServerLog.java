package io.sockee.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        return all().stream()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .toList();
    }

    private static List<String> all() {
        try {
            return Files.readAllLines(Path.of(System.getProperty("sockee.it.log")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The lines of stack traces so far, each after the line that its trace began with. Those are left out that Open Liberty has of
     * its own listeners, now and then, when a request is completed by another thread than its own (its issue 14829).
     */
    public static List<String> traces() {
        List<String> traces = new ArrayList<>();
        String beginning = "";
        for (String line : all()) {
            if (!line.startsWith("\tat ")) {
                beginning = line;
            } else if (!beginning.contains("SRVE8504W")) {
                traces.add(beginning + line);
            }
        }
        return traces;
    }

    /** Waits until there are that many. */
    public static void until(int count, String... words) {
        await().atMost(Duration.ofSeconds(30)).until(() -> lines(words).size() >= count);
    }
}
