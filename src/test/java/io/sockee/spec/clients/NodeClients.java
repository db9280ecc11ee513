package io.sockee.spec.clients;

import static org.junit.jupiter.api.Assertions.fail;

import io.sockee.servers.Exclusively;
import io.sockee.servers.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;

/** Runs the scripts of {@code src/test/js} with their dependencies installed below {@code target}. */
public final class NodeClients {

    private static final Duration INSTALL = Duration.ofMinutes(3);
    /** The scripts end by themselves where nothing comes any more; this is for those that do not. */
    private static final Duration RUN = Duration.ofMinutes(5);

    private static final Path BASEDIR = Path.of(System.getProperty("basedir", ""));
    private static final Path SOURCES = BASEDIR.resolve("src/test/js");
    private static final Path FOLDER = BASEDIR.resolve("target/js-clients");
    /** Of the tests on this server: those on another may run at the same time. */
    private static final Path LOGS = FOLDER.resolve("logs-" + System.getProperty("sockee.server", ""));

    private NodeClients() {}

    /** Installs the client; without Node.js it skips the suite, or fails it where {@code CI=true}. */
    public static void install() {
        if (!answers("node", "--version") || !answers("npm", "--version")) {
            Missing.tool("Node.js 18 or newer with npm is needed for the tests of the JavaScript client; "
                    + "install it (package nodejs and npm, or nodejs.org) and have node and npm on the PATH.");
        }
        boolean installed = Exclusively.in(FOLDER, NodeClients::isInstalledNow);
        if (!installed) {
            fail("npm could not install the clients; its output is in " + LOGS.resolve("npm.log"));
        }
    }

    private static boolean isInstalledNow() {
        try {
            Files.createDirectories(LOGS);
            boolean installed = isInstalled();
            copyScripts();
            return installed
                    || succeeds("npm", "ci", "--no-audit", "--no-fund")
                    || succeeds("npm", "install", "--no-audit", "--no-fund");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether what the scripts need is there already, in the versions that they need. */
    private static boolean isInstalled() throws IOException {
        Path lock = FOLDER.resolve("package-lock.json");
        return Files.isDirectory(FOLDER.resolve("node_modules"))
                && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
    }

    private static void copyScripts() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = FOLDER.resolve(SOURCES.relativize(file));
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) { // somebody may be reading it
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Runs a scenario of {@code clients.js} and returns the line of JSON that it prints. */
    static JSONObject run(URI base, String scenario, ClientTransport transport, String... rest) {
        List<String> arguments = new ArrayList<>(List.of(base.toString(), scenario));
        arguments.add(transport.name().toLowerCase(Locale.ROOT));
        arguments.addAll(List.of(rest));
        return run(scenario + "-" + transport, "clients.js", arguments);
    }

    /**
     * Runs a script and returns the line of JSON that it prints.
     *
     * @param name of the file that its output goes to
     */
    public static JSONObject run(String name, String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(arguments);
        Path output = LOGS.resolve(name + ".log");
        execute(command, output, RUN);
        try {
            String text = Files.readString(output, StandardCharsets.UTF_8).strip();
            return new JSONObject(text.substring(text.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JSONException e) {
            throw new AssertionError("no result of " + command + ", see " + output, e);
        }
    }

    /**
     * Starts a script that goes on until its input ends; what it complains of goes to a file.
     *
     * @param name of that file
     */
    public static Process start(String name, String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectError(LOGS.resolve(name + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean succeeds(String... command) {
        return execute(List.of(command), LOGS.resolve("npm.log"), INSTALL) == 0;
    }

    private static int execute(List<String> command, Path output, Duration limit) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError(command + " has not ended within " + limit);
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
