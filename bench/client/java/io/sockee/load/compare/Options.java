package io.sockee.load.compare;

import io.sockee.load.Scenario;
import io.sockee.load.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param only the names of the peers that take part; empty for all
 * @param scenarios in this order
 * @param rounds each of them through all scenarios and all peers
 * @param timing of each measurement
 * @param warmUp of each peer before the first round, for each kind of scenario
 * @param against the peer that the others are compared with
 * @param running a server of Socket.IO that takes part and runs already, by its port
 * @param results the folder for logs and results
 */
record Options(
        List<String> only,
        List<Scenario> scenarios,
        int rounds,
        Timing timing,
        Duration warmUp,
        String against,
        OptionalInt running,
        Path results) {

    static final String USUAL =
            "echo100,echo1000,echo1000w16,ack100,polling100,fanout1000,fanout5000,fanout5000w4,room1000,"
                    + "stall50,connect2000,idle10000,fanout20000";

    static final String QUICK =
            "echo100,echo1000w16,ack100,polling100,fanout1000,fanout1000w4,room1000,stall50,connect1000," + "idle2000";

    static final String HELP = """
            bench/run [OPTION...]: Sockee and other real-time servers side by side, on this machine (docs/benchmark.md)

              --only PEERS          which take part: liberty, wildfly, liberty-sockjs, wildfly-sockjs, socketio,
                                    socketio-uws, netty-socketio, vertx-sockjs, sockjs (all of these); and, with
                                    connection state recovery or metrics switched on, liberty-recovery,
                                    wildfly-recovery, socketio-recovery, liberty-metrics, wildfly-metrics
              --running PORT        a server of Socket.IO takes part that runs already, as "running"; it is not stopped
              --scenarios NAMES     echo, ack, polling, fanout, room, stall, connect or idle, a number of connections,
                                    and w with a window: echo1000w16; for Sockee also value, action, http and
                                    jaxrs, and @ with a namespace or the name of actions: echo100@pooled,
                                    ack100@transactional, action100@pooled
                                    (%s)
              --rounds N            each through all scenarios and peers; figures are medians (3)
              --seconds S           of each measurement (4)
              --against PEER        that ratios are to (socketio)
              --quick               one round of one second and fewer connections: does it work, not how fast is it
              --results FOLDER      for the table, the plot, the raw figures and the logs (target/bench-results)
              --help                this

            Lists are separated by commas. Environment: MAVEN is the command for Maven, such as "mvn -o" (mvn), JAVA_HOME
            the JDK for all of them.
            """.formatted(USUAL.replace(",stall", ",\n                        stall"));

    /** The options of a command line; an exception says what is wrong with it. */
    static Options of(String[] arguments, Path repository) {
        List<String> only = List.of();
        String scenarios = null;
        int rounds = 0;
        double seconds = 0;
        boolean quick = false;
        String against = "socketio";
        OptionalInt running = OptionalInt.empty();
        Path results = repository.resolve("target/bench-results");
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--quick")) {
                quick = true;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + " is no option, or lacks its value; --help shows all");
            }
            String value = arguments[++i];
            switch (option) {
                case "--only" -> only = List.of(value.split(","));
                case "--scenarios" -> scenarios = value;
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--against" -> against = value;
                case "--running" -> running = OptionalInt.of(Integer.parseInt(value));
                case "--results" -> results = Path.of(value).toAbsolutePath();
                default -> throw new IllegalArgumentException(option + " is no option; --help shows all");
            }
        }
        if (scenarios == null) {
            scenarios = quick ? QUICK : USUAL;
        }
        if (rounds == 0) {
            rounds = quick ? 1 : 3;
        }
        if (seconds == 0) {
            seconds = quick ? 1 : 4;
        }
        List<Scenario> named = new ArrayList<>();
        for (String name : scenarios.split(",")) {
            named.add(Scenario.of(name));
        }
        Timing timing = Timing.of(Duration.ofMillis(quick ? 300 : 1000), Duration.ofMillis((long) (seconds * 1000)));
        Duration warmUp = Duration.ofMillis(quick ? 700 : 5000);
        return new Options(only, named, rounds, timing, warmUp, against, running, results);
    }
}
