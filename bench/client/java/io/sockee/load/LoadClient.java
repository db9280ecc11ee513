package io.sockee.load;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Where a measurement begins. */
public final class LoadClient {

    /** Files that a process has open besides its connections. */
    private static final int OTHER_FILES = 600;

    private LoadClient() {}

    /** Measures a scenario at a server; or says in the result why it cannot. It takes the calling thread. */
    public static Result measure(Target target, Scenario scenario, Timing timing) {
        if (!scenario.isOver(target.protocol())) {
            return Result.none("the protocol has no such thing");
        }
        String obstacle = obstacle(target, scenario);
        if (!obstacle.isEmpty()) {
            return Result.none(obstacle);
        }
        try (Loop loop = new Loop()) {
            return measurement(target, scenario, timing, loop).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measurement measurement(Target target, Scenario scenario, Timing timing, Loop loop) {
        return switch (scenario.kind()) {
            case ECHO, ACK, VALUE, ACTION, HTTP, JAXRS, POLLING -> new Echoes(target, scenario, timing, loop);
            case FANOUT, ROOM, STALL -> new FanOut(target, scenario, timing, loop);
            case CONNECT -> new Arrivals(target, scenario, timing, loop);
            case IDLE -> new Idle(target, scenario, timing, loop);
        };
    }

    private static String obstacle(Target target, Scenario scenario) {
        long files = scenario.connections() * (scenario.kind() == Scenario.Kind.POLLING ? 2L : 1L) + OTHER_FILES;
        long own = ServerProcess.openFiles(ProcessHandle.current().pid());
        if (own < files) {
            return "the load client may open " + own + " files, and needs " + files + " (ulimit -n)";
        }
        if (target.pid().isPresent()) {
            long servers = ServerProcess.openFiles(target.pid().getAsLong());
            if (servers < files) {
                return "the server may open " + servers + " files, and needs " + files + " (ulimit -n)";
            }
        }
        return "";
    }
}
