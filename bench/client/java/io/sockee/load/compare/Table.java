package io.sockee.load.compare;

import io.sockee.load.Result;
import io.sockee.load.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The figures as Markdown. */
final class Table {
    private final Figures figures;
    private final StringBuilder page = new StringBuilder();

    private Table(Figures figures) {
        this.figures = figures;
    }

    /** @param about the line below the title: when, where, with what */
    static String of(Figures figures, String against, String about) {
        return new Table(figures).page(against, about);
    }

    private String page(String against, String about) {
        page.append("# Benchmark\n\n").append(about).append("\n");
        section("CPU of the server, in microseconds for each message, delivery or connection", cell(Result::cpuMicros));
        if (figures.peers().contains(against) && figures.peers().size() > 1) {
            section(
                    "The same as a ratio to " + against + ", below 1 is cheaper",
                    scenario -> peer -> figures.ratio(peer, against, scenario).toString());
        }
        section("Messages, deliveries or connections a second", cell(Result::perSecond));
        section("Milliseconds from sending to receiving, 99 %", cell(result -> result.p99() / 1000));
        section("The same while the reader that stops still reads", cell(result -> result.p99Before() / 1000));
        section("Kibibytes of heap for each idle connection, after a collection", cell(Result::heapKib));
        section("Kibibytes of resident memory for each idle connection", cell(Result::rssKib));
        verdict();
        return page.toString();
    }

    private Function<Scenario, Function<String, String>> cell(java.util.function.ToDoubleFunction<Result> figure) {
        return scenario -> peer -> figures.spread(peer, scenario, figure).toString();
    }

    /** Peers side by side, scenarios below each other; a scenario that nobody has a figure of is left out. */
    private void section(String title, Function<Scenario, Function<String, String>> cells) {
        List<String> rows = new ArrayList<>();
        for (Scenario scenario : figures.scenarios()) {
            List<String> row =
                    figures.peers().stream().map(cells.apply(scenario)).toList();
            if (row.stream().anyMatch(cell -> !cell.equals("–"))) {
                rows.add("| " + scenario.name() + " | " + String.join(" | ", row) + " |\n");
            }
        }
        if (!rows.isEmpty()) {
            page.append("\n## ").append(title).append("\n\n| | ");
            page.append(String.join(" | ", figures.peers()))
                    .append(" |\n|")
                    .append(" --- |".repeat(figures.peers().size() + 1));
            page.append("\n").append(String.join("", rows));
        }
    }

    private void verdict() {
        List<String> faults = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Scenario scenario : figures.scenarios()) {
            for (String peer : figures.peers()) {
                for (Result result : figures.of(peer, scenario)) {
                    if (!result.clean()) {
                        faults.add("* " + peer + ", " + scenario.name() + ": " + result.lost() + " lost, "
                                + result.doubled()
                                + " doubled, " + result.wrong() + " wrong, " + result.failed() + " connections failed "
                                + result.failure() + "\n");
                    } else if (!result.failure().isEmpty()) {
                        absent.add("* " + peer + ", " + scenario.name() + ": " + result.failure() + "\n");
                    }
                }
            }
        }
        page.append("\n## What came\n\n");
        page.append(faults.isEmpty() ? "Nothing was lost, doubled or wrong.\n" : String.join("", faults));
        if (!absent.isEmpty()) {
            page.append("\nNot measured:\n\n")
                    .append(String.join("", absent.stream().distinct().toList()));
        }
    }
}
