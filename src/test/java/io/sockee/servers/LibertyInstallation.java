package io.sockee.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty with the configuration of {@code src/main/liberty}. */
final class LibertyInstallation implements Installation {
    private static final Path HOME = Path.of(System.getProperty("it.liberty.home", ""));

    @Override
    public void prepare(Path folder, Path war) throws IOException {
        Path server = Files.createDirectories(folder.resolve("servers/sockee"));
        for (String file : List.of("server.xml", "platform.xml")) {
            Files.copy(Installation.basedir().resolve("src/main/liberty/config").resolve(file), server.resolve(file));
        }
        Files.copy(war, Files.createDirectories(server.resolve("apps")).resolve("sockee.war"));
    }

    @Override
    public List<String> command(Path folder) {
        return List.of(HOME.resolve("bin/server").toString(), "run", "sockee");
    }

    @Override
    public Map<String, String> environment(Path folder, String options) {
        return Map.of(
                "WLP_USER_DIR",
                folder.toString(),
                "WLP_LOGGING_CONSOLE_LOGLEVEL",
                "info",
                "JVM_ARGS",
                options,
                "SOCKEE_DB_DRIVERS",
                Installation.basedir().resolve("target/servers/drivers").toString());
    }
}
