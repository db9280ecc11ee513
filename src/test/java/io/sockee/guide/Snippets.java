package io.sockee.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources that the guide shows: whole files, and regions between {@code tag::name} and {@code end::name} in comments.
 * A region may come in several parts, which then are shown as one; regions may overlap.
 */
final class Snippets {
    private static final Path BASEDIR = Path.of(System.getProperty("basedir", ""));

    /** What a newcomer adds to a new application, in the package {@code com.example}, and types. */
    static final Path NEWCOMER = Path.of("src/test/guide");

    private static final Path EXAMPLES = Path.of("examples");
    private static final Pattern MARKER = Pattern.compile("\\s*(?://|#|<!--) (tag|end)::([a-z-]+)(?: -->)?\\s*");

    /** Text by name: {@code File.java} and {@code File.java#region}; those of an example follow its folder's. */
    private final Map<String, String> all = new TreeMap<>();

    static Snippets read() {
        Snippets snippets = new Snippets();
        snippets.addAll("", Path.of("src/test/java/io/sockee/guide"));
        snippets.addAll("", Path.of("src/test/js/guide"));
        snippets.addAll("", Path.of("src/test/websites"));
        snippets.addAll("", NEWCOMER);
        for (String example : examples()) {
            snippets.addAll(example + "/", EXAMPLES.resolve(example));
        }
        return snippets;
    }

    /** The names of the example applications. */
    static List<String> examples() {
        try (Stream<Path> folders = Files.list(BASEDIR.resolve(EXAMPLES))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path example(String name) {
        return BASEDIR.resolve(EXAMPLES).resolve(name);
    }

    private void addAll(String prefix, Path folder) {
        Path root = BASEDIR.resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("package-info.java"))
                    .filter(file -> !root.relativize(file).startsWith("target"))
                    .forEach(file -> add(prefix + file.getFileName(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, Path file) {
        Map<String, List<String>> regions = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (String line : lines(file)) {
            Matcher marker = MARKER.matcher(line);
            if (!marker.matches()) {
                whole.add(line);
                open.forEach(region -> regions.get(region).add(line));
            } else if (marker.group(1).equals("tag")) {
                open.add(marker.group(2));
                regions.computeIfAbsent(marker.group(2), region -> new ArrayList<>());
            } else if (!open.remove(marker.group(2))) {
                throw new AssertionError(file + " ends the region " + marker.group(2) + ", which is not open");
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError(file + " does not end the regions " + open);
        }
        put(name, whole);
        regions.forEach((region, text) -> put(name + "#" + region, text));
    }

    private void put(String name, List<String> lines) {
        if (all.put(name, normalised(lines)) != null) {
            throw new AssertionError("There are two files " + name + " to take snippets from");
        }
    }

    /** The names of all regions. */
    List<String> regions() {
        return all.keySet().stream().filter(name -> name.contains("#")).toList();
    }

    /** The text of a file or a region of one. */
    String text(String name) {
        String text = all.get(name);
        if (text == null) {
            throw new AssertionError("There is no snippet " + name);
        }
        return text;
    }

    /** Without the indentation that all lines have, and without empty lines around. */
    static String normalised(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return String.join(
                        "\n",
                        lines.stream()
                                .map(line -> line.isBlank()
                                        ? ""
                                        : line.substring(indent).stripTrailing())
                                .toList())
                .strip();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static Path basedir() {
        return BASEDIR;
    }
}
