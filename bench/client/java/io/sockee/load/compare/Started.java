package io.sockee.load.compare;

import io.sockee.load.LoadClient;
import io.sockee.load.Result;
import io.sockee.load.Scenario;
import io.sockee.load.Target;
import io.sockee.load.Timing;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** A peer that runs. */
final class Started {

    /** The first build of Sockee downloads two servers. */
    private static final Duration START = Duration.ofMinutes(20);

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Timing KNOCK = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), Duration.ZERO);

    private final Processes processes;
    private final Process process;
    private final int port;
    private final Path log;

    private Started(Processes processes, Process process, int port, Path log) {
        this.processes = processes;
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Builds what it needs, and starts it on a port of its own. Its words, and those of the build, go to a log. */
    static Started start(Processes processes, Peer peer, Path log) throws IOException, InterruptedException {
        if (!peer.lack().isEmpty()) {
            throw new IOException(peer.lack());
        }
        if (!peer.build().isEmpty() && !peer.isInstalled()) {
            Process build = processes.start(builder(peer, peer.build(), log));
            if (build.waitFor() != 0) {
                throw new IOException("it was not built, see " + log);
            }
            processes.stop(build);
        }
        int port = freePort();
        String number = Integer.toString(port);
        List<String> command = peer.start().stream()
                .map(word -> word.equals("PORT") ? number : word)
                .toList();
        ProcessBuilder builder = builder(peer, command, log);
        peer.environment()
                .forEach((name, value) -> builder.environment().put(name, value.equals("PORT") ? number : value));
        return new Started(processes, processes.start(builder), port, log);
    }

    private static ProcessBuilder builder(Peer peer, List<String> command, Path log) {
        return new ProcessBuilder(command)
                .directory(peer.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Waits until it takes a connection of the peer's protocol. */
    Target target(Peer peer) throws IOException, InterruptedException {
        Target target = target(peer, port);
        long deadline = System.nanoTime() + START.toNanos();
        Result knock = Result.none("");
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("it ended with " + process.exitValue() + ", see " + log);
            }
            knock = LoadClient.measure(target, Scenario.of("connect1"), KNOCK);
            if (knock.clean()) {
                List<Long> pids = processes.family(process).stream()
                        .map(ProcessHandle::pid)
                        .toList();
                return target.measured(Listening.pid(port, pids).orElse(process.pid()));
            }
            Thread.sleep(BETWEEN.toMillis());
        }
        throw new IOException("it takes no connection (" + knock.failure() + "), see " + log);
    }

    /** Where a server of this kind is, on this machine. */
    static Target target(Peer peer, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        return new Target(address, peer.protocol(), peer.path(), "", OptionalLong.empty());
    }

    void stop() {
        processes.stop(process);
    }

    /** Below those that systems give to clients, of whom there will be many. */
    private static int freePort() throws IOException {
        Random random = new Random();
        for (int i = 0; i < 100; i++) {
            int port = 20_000 + random.nextInt(12_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (java.net.BindException e) {
                continue; // somebody has it
            }
        }
        throw new IOException("There is no free port");
    }
}
