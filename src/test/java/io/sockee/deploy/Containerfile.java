package io.sockee.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of a Containerfile, with its arguments filled in. */
final class Containerfile {
    private static final Pattern NAME_AND_VALUE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");
    private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

    /** One instruction. */
    record Instruction(String name, String rest) {}

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<String, String> arguments = new LinkedHashMap<>();

    private Containerfile() {}

    static Containerfile read(Path file) throws IOException {
        Containerfile read = new Containerfile();
        String text = Files.readString(file).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            int space = line.indexOf(' ');
            Instruction instruction = new Instruction(line.substring(0, space), read.fill(line.substring(space + 1)));
            read.instructions.add(instruction);
            if (instruction.name().equals("ARG")) {
                read.arguments.putAll(pairs(instruction.rest()));
            }
        }
        return read;
    }

    private String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            filled = filled.replace("${" + argument.getKey() + "}", argument.getValue());
        }
        return filled;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = NAME_AND_VALUE.matcher(text);
        while (pair.find()) {
            pairs.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
        }
        return pairs;
    }

    List<Instruction> instructions() {
        return instructions;
    }

    /** What follows each instruction of this name. */
    List<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::rest)
                .toList();
    }

    Map<String, String> arguments() {
        return arguments;
    }

    Map<String, String> environment() {
        return pairs(String.join(" ", all("ENV")));
    }

    /** Sources and target of each COPY, without its options. */
    List<List<String>> copies() {
        return all("COPY").stream()
                .map(rest -> List.of(rest.replaceAll("--\\S+\\s+", "").split("\\s+")))
                .toList();
    }

    /** The words of the command that comes last in the instruction, in its JSON form. */
    List<String> command(String name) {
        String rest = all(name).get(0);
        return STRING.matcher(rest.substring(rest.indexOf('[')))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
