package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java client 1.x, which speaks Engine.IO 3. */
@DisplayName("The Java client of Socket.IO 2")
public abstract class OldJavaClientSuite {
    private static final Duration RUN = Duration.ofMinutes(3);
    private static final Path BASEDIR = Path.of(System.getProperty("basedir", ""));

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private JSONObject run(ClientTransport transport) {
        try {
            Path output = Files.createDirectories(BASEDIR.resolve("target/it"))
                    .resolve("old-java-" + System.getProperty("sockee.server", "") + "-" + transport + ".log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            BASEDIR.resolve("target/old-java-client") + "/*",
                            BASEDIR.resolve("src/test/old-java/OldClient.java").toString(),
                            base().toString(),
                            transport.name().toLowerCase(Locale.ROOT))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(RUN.toSeconds(), TimeUnit.SECONDS))
                        .as("see %s", output)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            List<String> lines = Files.readAllLines(output);
            assertThat(process.exitValue()).as("%s", lines).isZero();
            return new JSONObject(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (JSONException e) {
            throw new AssertionError("no result", e);
        }
    }

    @ParameterizedTest(name = "by {0} does what it did with its own server")
    @EnumSource
    void talks(ClientTransport transport) throws JSONException {
        JSONObject seen = run(transport);
        assertThat(seen.getJSONObject("auth")).hasToString("{}");
        assertThat(seen.getInt("ordered")).isEqualTo(50);
        assertThat(seen.getString("ack")).isEqualTo("only argument");
        assertThat(seen.getString("binaryAck")).isEqualTo("0405");
        assertThat(seen.getString("welcome")).isEqualTo("Ada");
        assertThat(seen.getBoolean("testId")).isTrue();
        assertThat(seen.getString("told")).isEqualTo("to red");
        assertThat(seen.getString("asked")).isEqualTo("you said 42");
        assertThat(seen.getString("sentAway")).isEqualTo("io server disconnect");
        assertThat(seen.getString("unknown")).isEqualTo("Invalid namespace");
        assertThat(seen.getBoolean("otherId")).isTrue();
        assertThat(seen.getJSONArray("again")).hasToString("[\"back again\"]");
    }
}
