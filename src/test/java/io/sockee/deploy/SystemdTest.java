package io.sockee.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.servers.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd says of the units. */
@Tag("any-jdk")
class SystemdTest {
    private static final String ANALYZE = "systemd-analyze";

    @TempDir
    private Path folder;

    /** What a command said, and how it ended. */
    private record Said(int status, String text) {}

    @BeforeAll
    static void look() throws IOException, InterruptedException {
        try {
            new ProcessBuilder(ANALYZE, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            Missing.tool("No systemd-analyze found: the units cannot be tested. On Debian: apt-get install systemd");
        }
    }

    private Said analyze(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ANALYZE));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(output));
    }

    /** The unit, with a server that is there. */
    private String unit(String server) throws IOException {
        String name = "sockee-" + server + ".service";
        String text = Files.readString(Path.of("deploy", "systemd", name));
        String here = text.replaceAll("(?m)^ExecStart=/opt/\\S+", "ExecStart=/bin/true");
        assertThat(here).isNotEqualTo(text);
        return Files.writeString(folder.resolve(name), here).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "wildfly"})
    void isUnderstoodWithoutAWord(String server) throws Exception {
        assertThat(analyze("verify", "--man=no", unit(server))).isEqualTo(new Said(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "wildfly"})
    void leavesLittleToAnIntruder(String server) throws Exception {
        Said said = analyze("security", "--offline=yes", "--no-pager", "--threshold=20", unit(server));
        assertThat(said.status()).as(said.text()).isZero();
    }
}
