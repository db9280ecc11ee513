package io.sockee.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of the kind that this run of the tests is for, with the delivered configuration and the WAR, in a folder and at
 * ports of its own. It can be killed, stopped, and started again on what it left behind, as often as need be; what it is
 * told by its environment may change from one start to the next. Not for more than one thread.
 *
 * <pre>{@code
 * try (ServerProcess server = ServerProcess.in("orders").with("SOCKEE_AUTH_REGISTRATION", "true")) {
 *     server.start();
 *     …
 *     server.kill();
 *     server.start();
 * }
 * }</pre>
 */
public final class ServerProcess implements AutoCloseable {
    /** Part of each path: letters that addresses write in another way. Not {@code #}: Open Liberty itself cannot take it. */
    private static final String STRANGE = "a %20 folder+ü";

    private static final String MEMORY = "-Xmx512m";

    /**
     * Options of a JVM for a life of seconds: what the second compiler makes comes too late for it, and costs half of the start.
     */
    public static final String SHORT_LIFE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** One for all: it is asked ten times in a second, beside a server that needs the processors for its start. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern FAULT = Pattern.compile("ERROR|FATAL|[a-z]Exception|Error:|Address already in use");

    private final Installation installation = Installation.current();
    private final Path folder;
    private final int port;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String options = MEMORY + " " + SHORT_LIFE;
    private List<ProcessHandle> running = List.of();

    private ServerProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill)); // in case the tests are ended themselves
    }

    /** The WAR as it was built, in a new folder of that name below {@code target/it}. */
    public static ServerProcess in(String name) {
        return in(name, Path.of(System.getProperty("sockee.war")));
    }

    /** A WAR, in a new folder of that name below {@code target/it}. */
    public static ServerProcess in(String name, Path war) {
        try {
            Path parent = Files.createDirectories(
                    Installation.basedir().resolve("target/it").resolve(STRANGE));
            ServerProcess server = new ServerProcess(Files.createTempDirectory(parent, name + "-"), Ports.free());
            server.installation.prepare(server.folder, war);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    /** Gives it the JVM that a server has which runs for long: for what is measured. */
    public ServerProcess forLong() {
        options = MEMORY;
        return this;
    }

    /** Sets a variable of its environment, from the next start on. */
    public ServerProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Sets variables of its environment, from the next start on. */
    public ServerProcess with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Starts it, and waits until Sockee answers. */
    public ServerProcess start() {
        if (isRunning()) {
            throw new IllegalStateException("It runs already.");
        }
        ProcessBuilder command = new ProcessBuilder(installation.command(folder))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> variables = command.environment();
        variables.keySet().removeIf(name -> name.startsWith("SOCKEE_")); // those of the other servers
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("SOCKEE_HTTP_PORT", Integer.toString(port));
        variables.putAll(installation.environment(folder, options));
        variables.putAll(environment);
        try {
            Process started = command.start();
            running = List.of(started.toHandle());
            Progress.until(
                    () -> {
                        if (!started.isAlive()) {
                            throw new IllegalStateException("The server has ended: " + lastFaults() + ", see " + log());
                        }
                        return answers();
                    },
                    () -> log().toFile().length() + Processes.cpuMillis(started));
            // The Java process first: a script that waits for it ends with it.
            List<ProcessHandle> all = new ArrayList<>(started.descendants().toList());
            all.add(started.toHandle());
            running = all;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/socket.io/?EIO=4&transport=polling"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw Processes.interrupted(e);
        }
    }

    /** Where it answers; the same after each start. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Where it keeps its files. */
    public Path folder() {
        return folder;
    }

    /** The number of its Java process. */
    public long pid() {
        return running.get(0).pid();
    }

    /** Whether any of its processes lives. */
    public boolean isRunning() {
        return running.stream().anyMatch(ProcessHandle::isAlive);
    }

    /** Ends it as a power cut would: it does not come to do anything any more. */
    public void kill() {
        // Children are asked for again: what was killed before its start had ended may have some that are not known
        // yet.
        Processes.kill(running);
    }

    /** Asks it to end, and waits until it has. */
    public void stop() {
        if (isRunning()) {
            running.get(running.size() - 1).destroy();
            Processes.untilGone(running);
        }
    }

    /** The lines that all its starts have logged so far and that have all these words. */
    public List<String> logged(String... words) {
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> Stream.of(words).allMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last that its log says of what went wrong, or says at all: short, since reports of tests cut what is long. */
    private String lastFaults() {
        List<String> faults =
                logged().stream().filter(line -> FAULT.matcher(line).find()).toList();
        List<String> lines = faults.isEmpty() ? logged() : faults;
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** Ends it, if it runs. */
    @Override
    public void close() {
        kill();
    }
}
