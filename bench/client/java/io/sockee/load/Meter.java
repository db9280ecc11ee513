package io.sockee.load;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** The processors during a phase: those of the server, and what the load client's own thread had. */
final class Meter {
    private static final long EACH = 250_000_000;

    private final ServerProcess server;
    private double seconds;
    private double compilers;
    private long own;
    private long at;
    private long sampled;

    private double serverSeconds = Double.NaN;
    private double compilerSeconds = Double.NaN;
    private double ownSeconds;
    private double machine;
    private double machineSeconds;
    private double elapsed;

    Meter(OptionalLong pid) {
        server = pid.isPresent() ? new ServerProcess(pid.getAsLong()) : null;
    }

    void begin() {
        if (server != null) {
            seconds = server.seconds();
            compilers = server.compilerSeconds();
        }
        own = own();
        machine = ServerProcess.machineSeconds();
        at = System.nanoTime();
        sampled = at;
    }

    /** To be called again and again, so that no compiler thread ends unseen. */
    void tick() {
        long now = System.nanoTime();
        if (server != null && now - sampled > EACH) {
            sampled = now;
            server.compilerSeconds();
        }
    }

    void end() {
        elapsed = (System.nanoTime() - at) / 1e9;
        ownSeconds = (own() - own) / 1e9;
        machineSeconds = ServerProcess.machineSeconds() - machine;
        if (server != null) {
            compilerSeconds = server.compilerSeconds() - compilers;
            serverSeconds = Math.max(0, server.seconds() - seconds - compilerSeconds);
        }
    }

    /** Microseconds of the server's processors for each of these; NaN for none, or without a process. */
    double micros(long units) {
        return units == 0 ? Double.NaN : serverSeconds * 1e6 / units;
    }

    double perSecond(long units) {
        return units / elapsed;
    }

    double serverCores() {
        return serverSeconds / elapsed;
    }

    double compilerCores() {
        return compilerSeconds / elapsed;
    }

    double clientCores() {
        return ownSeconds / elapsed;
    }

    /** What all the rest of the machine had. */
    double otherCores() {
        double ours = ownSeconds + serverSeconds + compilerSeconds;
        return Math.max(0, machineSeconds - ours) / elapsed;
    }

    private static long own() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
