package io.sockee.load.compare;

import io.sockee.load.Result;
import io.sockee.load.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures of all measurements, one a line, written as they come. */
final class RawFigures {
    private final Path file;

    RawFigures(Path file) throws IOException {
        this.file = file;
        line(Stream.concat(Stream.of("time", "peer", "scenario", "round", "unit"), Result.COLUMNS.stream())
                .toList());
    }

    void add(String peer, Scenario scenario, int round, Result result) throws IOException {
        Stream<String> what =
                Stream.of(Instant.now().toString(), peer, scenario.name(), Integer.toString(round), scenario.unit());
        line(Stream.concat(what, result.row().stream()).toList());
    }

    private void line(List<String> cells) throws IOException {
        String line = cells.stream()
                .map(cell -> cell.matches("[\\w.:-]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"));
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
