package io.sockee.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** WildFly with what {@code src/main/wildfly/sockee.cli} makes of its configuration. */
final class WildFlyInstallation implements Installation {
    private static final Path HOME = Path.of(System.getProperty("it.wildfly.home", ""));

    /** The server ends itself where its services need longer than that, five minutes by default: much less than a busy machine takes. */
    private static final Duration LONGEST_START = Duration.ofMinutes(30);

    private static final Path CONFIGURED = Installation.basedir().resolve("target/it/wildfly-configured");

    @Override
    public void prepare(Path folder, Path war) throws IOException, InterruptedException {
        synchronized (WildFlyInstallation.class) {
            if (!Files.exists(CONFIGURED)) { // the script takes longer than anything else
                Path half = CONFIGURED.resolveSibling("wildfly-half-configured");
                Installation.copy(HOME.resolve("standalone"), half);
                configure(half);
                Files.move(half, CONFIGURED);
            }
        }
        Installation.copy(CONFIGURED, folder.resolve("standalone"));
        Files.copy(war, folder.resolve("standalone/deployments/sockee.war"));
    }

    private static void configure(Path standalone) throws IOException, InterruptedException {
        Path log = standalone.resolveSibling("wildfly-configured.log");
        ProcessBuilder script = new ProcessBuilder(
                        HOME.resolve("bin/jboss-cli.sh").toString(),
                        "--file=" + Installation.basedir().resolve("src/main/wildfly/sockee.cli"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        script.environment()
                .put(
                        "JAVA_OPTS",
                        ServerProcess.SHORT_LIFE + " -Djboss.server.base.dir=" + standalone + " -Dsockee.drivers="
                                + Installation.basedir().resolve("target/servers/drivers"));
        Process process = script.start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("WildFly could not be configured, see " + log);
        }
    }

    @Override
    public List<String> command(Path folder) {
        return List.of(
                HOME.resolve("bin/standalone.sh").toString(),
                "-Djboss.management.http.port=" + Ports.free(),
                "-Djboss.as.management.blocking.timeout=" + LONGEST_START.toSeconds());
    }

    @Override
    public Map<String, String> environment(Path folder, String options) {
        return Map.of(
                "LAUNCH_JBOSS_IN_BACKGROUND",
                "true",
                "JAVA_OPTS",
                options,
                // Not as an argument: the script would take it apart at spaces.
                "JBOSS_BASE_DIR",
                folder.resolve("standalone").toString());
    }
}
