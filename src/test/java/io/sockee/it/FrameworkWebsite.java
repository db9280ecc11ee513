package io.sockee.it;

import static org.awaitility.Awaitility.await;

import io.sockee.servers.Missing;
import io.sockee.servers.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A website of {@code src/test/websites}, which the guide shows, run by the development server of its framework. */
final class FrameworkWebsite implements AutoCloseable {
    private static final Path BASEDIR = Path.of(System.getProperty("basedir", ""));
    private static final String PORT = "PORT";

    /** Debian's own comes before another one on the PATH. */
    private static final String PYTHON =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    /** What it is written with. */
    enum Framework {
        DJANGO(
                "python3-django python3-requests",
                List.of(PYTHON, "-c", "import django, requests"),
                (PYTHON + " -B -m django runserver --noreload --settings=settings --pythonpath=. 127.0.0.1:PORT")
                        .split(" ")),
        RAILS(
                "ruby-railties ruby-webrick",
                List.of("ruby", "-e", "require 'rails'; require 'action_controller/railtie'; require 'webrick'"),
                "rackup -q -s webrick -o 127.0.0.1 -p PORT config.ru".split(" ")),
        LARAVEL(
                "php-cli php-curl php-laravel-framework php-guzzlehttp-guzzle",
                List.of("php", "-r", "require 'Illuminate/autoload.php'; require 'GuzzleHttp/autoload.php';"),
                "php -S 127.0.0.1:PORT index.php".split(" "));

        private final String packages;
        private final List<String> check;
        private final List<String> command;

        Framework(String packages, List<String> check, String... command) {
            this.packages = packages;
            this.check = check;
            this.command = List.of(command);
        }

        /** The name of its site. */
        String site() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Framework framework;
    private final int port = Ports.free();
    private @Nullable Process process;

    FrameworkWebsite(Framework framework) {
        this.framework = framework;
    }

    /** Where it has a page. */
    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts it; without the framework it skips the test, or fails it in CI. */
    void start(URI sends, String key) throws IOException, InterruptedException {
        if (!isThere()) {
            Missing.tool(
                    framework + " is not here: what the guide says of it cannot be tested. On Debian: apt-get install "
                            + framework.packages);
        }
        Path log = Files.createDirectories(BASEDIR.resolve("target/it"))
                .resolve(framework.site() + "-" + System.getProperty("sockee.server") + ".log");
        ProcessBuilder command = new ProcessBuilder(framework.command.stream()
                        .map(part -> part.replace(PORT, Integer.toString(port)))
                        .toList())
                .directory(BASEDIR.resolve("src/test/websites")
                        .resolve(framework.site())
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("SEND_URL", sends.toString());
        command.environment().put("SHOP_KEY", key);
        Process started = command.start();
        process = started;
        await(framework + ", see " + log).atMost(Duration.ofSeconds(60)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException(framework + " has ended: " + Files.readString(log));
            }
            return answers();
        });
    }

    private boolean isThere() throws InterruptedException {
        try {
            Process checking = new ProcessBuilder(framework.check)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return checking.waitFor(60, TimeUnit.SECONDS) && checking.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean answers() {
        try (Socket ignored = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
