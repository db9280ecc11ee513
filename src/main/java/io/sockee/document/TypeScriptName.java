package io.sockee.document;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names are written in TypeScript. */
final class TypeScriptName {
    private static final Set<String> WORDS = Set.of(
            "arguments",
            "await",
            "debugger",
            "delete",
            "eval",
            "export",
            "function",
            "in",
            "let",
            "typeof",
            "var",
            "with",
            "yield");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}|\\*");

    private TypeScriptName() {}

    /** The name of a parameter, which may be a word of the language that is none of Java's. */
    static String ofParameter(String name) {
        return (WORDS.contains(name) ? "_" : "") + name;
    }

    /** Whether it is one that stands for many: {@code order.{id}.paid}, {@code chat.*}. */
    static boolean isPattern(String name) {
        return name.indexOf('{') >= 0 || name.endsWith("*");
    }

    /** A name that a pattern would take, too, has its own type, and the compiler wants both to agree: the pattern is left out. */
    static boolean meets(String pattern, List<String> names) {
        Pattern all = Pattern.compile(VARIABLE.splitAsStream(pattern + "\0")
                .map(part -> part.equals("\0") ? "" : Pattern.quote(part.replace("\0", "")))
                .collect(Collectors.joining(".*")));
        return names.stream().anyMatch(name -> all.matcher(name).matches());
    }

    /** The names that a pattern takes, as a template. */
    static String template(String pattern) {
        return VARIABLE.matcher(pattern.replace("`", "\\`")).replaceAll("\\${string}");
    }

    /** A text. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** The name of a property, in quotes where it needs them. */
    static String ofProperty(String name) {
        return IDENTIFIER.matcher(name).matches() ? name : quoted(name);
    }
}
