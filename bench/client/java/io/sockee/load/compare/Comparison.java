package io.sockee.load.compare;

import io.sockee.load.LoadClient;
import io.sockee.load.Result;
import io.sockee.load.Scenario;
import io.sockee.load.Target;
import io.sockee.load.Timing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Starts all that take part, warms them up, and measures them in turn: scenario by scenario, so that a noisy minute is everybody's.
 * Memory is measured first, in a process that has done nothing else.
 */
public final class Comparison {
    private static final PrintStream SAYS = System.err;

    private final Options options;
    private final Processes processes;
    private final Path results;
    private final Map<String, Started> running = new HashMap<>(); // by the process's name
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final List<String> versions = new ArrayList<>();
    private final Figures figures = new Figures();
    private final RawFigures raw;

    private Comparison(Options options, Processes processes) throws IOException {
        this.options = options;
        this.processes = processes;
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss"));
        results = Files.createDirectories(options.results().resolve(now));
        raw = new RawFigures(results.resolve("raw.csv"));
    }

    /** The command line; {@code bench/run} says where the repository is, and with which commands. */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(System.getProperty("bench.repository", "."))
                .toAbsolutePath()
                .normalize();
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<Peer> all = Peer.all(repository, System.getProperty("bench.maven", "mvn"), java);
        Options options;
        List<Peer> peers;
        try {
            options = Options.of(arguments, repository);
            peers = chosen(all, options);
        } catch (IllegalArgumentException e) {
            SAYS.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            SAYS.println(
                    "The server's processors are measured by /proc, which this system does not have: it needs Linux");
            System.exit(2);
        }
        Processes processes = new Processes();
        Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stops all"));
        boolean clean = new Comparison(options, processes).run(peers);
        System.exit(clean ? 0 : 1);
    }

    private boolean run(List<Peer> peers) throws IOException, InterruptedException {
        for (Peer peer : peers) {
            start(peer);
        }
        if (options.running().isPresent()) {
            join(options.running().getAsInt());
        }
        for (String name : targets.keySet()) {
            warmUp(name);
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scenario scenario : options.scenarios()) {
                for (String name : targets.keySet()) {
                    if (scenario.kind() != Scenario.Kind.IDLE) {
                        measure(name, scenario, round);
                    }
                }
            }
        }
        processes.close();
        return report();
    }

    private static List<Peer> chosen(List<Peer> all, Options options) {
        List<String> names = all.stream().map(Peer::name).toList();
        for (String name : options.only()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("No peer: " + name + ". There are " + String.join(", ", names));
            }
        }
        boolean everybody = options.only().isEmpty() && options.running().isEmpty();
        return all.stream()
                .filter(peer -> everybody && !peer.isVariant() || options.only().contains(peer.name()))
                .toList();
    }

    /** One that cannot take part says why, and the others go on. */
    private void start(Peer peer) throws InterruptedException {
        try {
            Started started = running.get(peer.process());
            boolean fresh = started == null;
            if (started == null) {
                SAYS.println("-- " + peer.name() + " is built and started");
                started = Started.start(processes, peer, results.resolve(peer.process() + ".log"));
                running.put(peer.process(), started);
            }
            targets.put(peer.name(), started.target(peer));
            versions.add(peer.name() + " " + peer.version());
            if (fresh) { // else the process has had connections already
                measureMemory(peer.name());
            }
        } catch (IOException e) {
            SAYS.println("-- " + peer.name() + " does not take part: " + e.getMessage());
        }
    }

    private void join(int port) throws IOException {
        Target target = Started.target(Peer.running(), port);
        List<Long> all = ProcessHandle.allProcesses().map(ProcessHandle::pid).toList();
        OptionalLong pid = Listening.pid(port, all);
        targets.put(Peer.running().name(), pid.isPresent() ? target.measured(pid.getAsLong()) : target);
        measureMemory(Peer.running().name());
    }

    private void measureMemory(String name) throws IOException {
        for (Scenario scenario : options.scenarios()) {
            if (scenario.kind() == Scenario.Kind.IDLE) {
                measure(name, scenario, 1);
            }
        }
    }

    /** Just-in-time compilers see each path that will be measured. */
    private void warmUp(String name) {
        SAYS.println("-- " + name + " is warmed up");
        Set<String> seen = new HashSet<>();
        Timing timing = Timing.of(Duration.ZERO, options.warmUp());
        for (Scenario scenario : options.scenarios()) {
            if (scenario.kind() != Scenario.Kind.IDLE && seen.add(scenario.kind() + scenario.namespace())) {
                int connections = Math.min(200, scenario.connections());
                int window = scenario.isCalledOverHttp() ? 1 : 4;
                Scenario like =
                        new Scenario(scenario.name(), scenario.kind(), connections, window, scenario.namespace());
                for (int i = 0; i < (scenario.kind() == Scenario.Kind.CONNECT ? 10 : 1); i++) {
                    result(name, like, timing);
                }
            }
        }
    }

    private Result result(String name, Scenario scenario, Timing timing) {
        return !scenario.isSockees() || Peer.isSockee(name)
                ? LoadClient.measure(targets.get(name), scenario, timing)
                : Result.none("only Sockee has it");
    }

    private void measure(String name, Scenario scenario, int round) throws IOException {
        Result result = result(name, scenario, options.timing());
        figures.add(name, scenario, result);
        raw.add(name, scenario, round, result);
        SAYS.printf("%d/%d %-14s %-14s %s%n", round, options.rounds(), name, scenario.name(), line(scenario, result));
    }

    private static String line(Scenario scenario, Result result) {
        if (result.clean() && !result.failure().isEmpty()) {
            return "not measured: " + result.failure();
        }
        String figures = scenario.kind() == Scenario.Kind.IDLE
                ? "KiB of heap " + Figures.number(result.heapKib()) + ", resident " + Figures.number(result.rssKib())
                : Figures.number(result.cpuMicros()) + " us, " + Figures.number(result.perSecond()) + "/s, 99 % in "
                        + Figures.number(result.p99() / 1000) + " ms";
        return figures + ", other work " + Figures.number(result.otherCores()) + " cores"
                + (result.clean() ? "" : "  " + faults(result));
    }

    private static String faults(Result result) {
        return "LOST " + result.lost() + " DOUBLED " + result.doubled() + " WRONG " + result.wrong() + " FAILED "
                + result.failed() + " " + result.failure();
    }

    private boolean report() throws IOException {
        String table = Table.of(figures, options.against(), about());
        Files.writeString(results.resolve("table.md"), table);
        Files.writeString(results.resolve("plot.svg"), Plot.of(figures, about()));
        System.out.print(table);
        SAYS.println("-- table.md, plot.svg, raw.csv and the logs are in " + results);
        List<Result> all = new ArrayList<>();
        figures.scenarios()
                .forEach(scenario -> figures.peers().forEach(peer -> all.addAll(figures.of(peer, scenario))));
        return !all.isEmpty() && all.stream().allMatch(Result::clean);
    }

    private String about() {
        return LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, Linux " + System.getProperty("os.version")
                + ", JDK "
                + System.getProperty("java.version") + "; " + options.rounds()
                + (options.rounds() == 1 ? " round of " : " rounds of ")
                + Figures.number(options.timing().measured().toMillis() / 1000.0)
                + " seconds, medians (least–most); load client on the same machine; " + String.join(", ", versions);
    }
}
