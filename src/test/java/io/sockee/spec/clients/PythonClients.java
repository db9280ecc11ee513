package io.sockee.spec.clients;

import io.sockee.servers.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/** Runs the scripts of {@code src/test/python} with the python-socketio that the machine has. */
final class PythonClients {
    private static final Duration RUN = Duration.ofMinutes(5);
    private static final Path BASEDIR = Path.of(System.getProperty("basedir", ""));

    /** Debian's own comes before another one on the PATH. */
    private static final String PYTHON =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    private PythonClients() {}

    /** Whether the client is there; without it the test is skipped, or fails where {@code CI=true}. */
    static void check() {
        if (execute(List.of(PYTHON, "-c", "import socketio, requests, websocket, msgpack"), Path.of("/dev/null"))
                != 0) {
            Missing.tool("python-socketio is not here: its clients cannot be tested. On Debian: apt-get install"
                    + " python3-socketio python3-requests python3-websocket python3-msgpack.");
        }
    }

    /** Runs {@code farewell.py} and returns the line of JSON that it prints. */
    static JSONObject farewell(URI base, ClientTransport transport, int clients, String event, String serializer) {
        try {
            Path output = Files.createDirectories(BASEDIR.resolve("target/it"))
                    .resolve("farewell-python-" + transport + "-" + event + "-" + serializer + ".log");
            List<String> command = List.of(
                    PYTHON,
                    BASEDIR.resolve("src/test/python/farewell.py").toString(),
                    base.toString(),
                    transport.name().toLowerCase(java.util.Locale.ROOT),
                    Integer.toString(clients),
                    event,
                    serializer);
            execute(command, output);
            String text = Files.readString(output).strip();
            try {
                return new JSONObject(text.substring(text.lastIndexOf('\n') + 1));
            } catch (JSONException e) {
                throw new AssertionError("no result of " + command + ", see " + output, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int execute(List<String> command, Path output) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(RUN.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError(command + " has not ended within " + RUN);
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return -1; // no Python at all
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
