package io.sockee.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name of events or namespaces with variables: {@code order.{id}.paid}, {@code log.*}.
 *
 * <p>Matching goes through a name once and never back, whatever a client sends: a variable ends where the text behind it first
 * occurs; the last variable, where no {@code *} follows, where the end of the pattern begins. A variable has 1 to
 * {@value #MAX_VARIABLE} chars, none of them a control character or one of {@code . : /}.
 */
final class NamePattern {
    static final int MAX_VARIABLE = 255;
    private static final String NOT_IN_VARIABLES = ".:/";

    /** Patterns with more characters outside variables come first; the rest only makes the order definite. */
    static final Comparator<NamePattern> MOST_SPECIFIC_FIRST = Comparator.comparingInt((NamePattern p) -> -p.fixed())
            .thenComparing(p -> p.open)
            .thenComparing(p -> p.text);

    private final String text;
    private final List<String> literals; // one more than variables: before, between, behind
    private final List<String> variables;
    private final boolean open; // anything may follow

    private NamePattern(String text, List<String> literals, List<String> variables, boolean open) {
        this.text = text;
        this.literals = literals;
        this.variables = variables;
        this.open = open;
    }

    static boolean isPattern(String name) {
        return name.indexOf('{') >= 0 || name.indexOf('}') >= 0 || name.indexOf('*') >= 0;
    }

    /**
     * Reads a pattern.
     *
     * @param where names the method or class in the message of the exception
     * @throws DeploymentException when it is no valid pattern
     */
    static NamePattern parse(String text, String where) {
        boolean open = text.endsWith("*");
        String rest = open ? text.substring(0, text.length() - 1) : text;
        List<String> literals = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        int from = 0;
        for (int brace = rest.indexOf('{'); brace >= 0; brace = rest.indexOf('{', from)) {
            int end = rest.indexOf('}', brace);
            if (end < 0) {
                throw bad(text, where, "has a '{' without its '}'");
            }
            literals.add(rest.substring(from, brace));
            variables.add(rest.substring(brace + 1, end));
            from = end + 1;
        }
        literals.add(rest.substring(from));
        NamePattern pattern = new NamePattern(text, List.copyOf(literals), List.copyOf(variables), open);
        pattern.check(where);
        return pattern;
    }

    private void check(String where) {
        Set<String> names = new HashSet<>();
        for (String variable : variables) {
            if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw bad(text, where, "has the variable '" + variable + "', which is no name as Java has them");
            }
            if (!names.add(variable)) {
                throw bad(text, where, "has the variable '" + variable + "' twice");
            }
        }
        for (int i = 0; i < literals.size(); i++) {
            String literal = literals.get(i);
            boolean between = i > 0 && i < literals.size() - 1;
            if (between && literal.isEmpty()) {
                throw bad(text, where, "has two variables with nothing between them");
            }
            if (literal.indexOf('*') >= 0) {
                throw bad(text, where, "has a '*' that is not its end");
            }
            if (literal.indexOf('}') >= 0) {
                throw bad(text, where, "has a '}' without its '{'");
            }
        }
        if (open && !variables.isEmpty() && last().isEmpty()) {
            throw bad(text, where, "has a '*' right behind a variable");
        }
    }

    private static DeploymentException bad(String text, String where, String what) {
        return new DeploymentException("The pattern '" + text + "' of " + where + " " + what + ".");
    }

    private String last() {
        return literals.get(literals.size() - 1);
    }

    private int fixed() {
        return literals.stream().mapToInt(String::length).sum();
    }

    List<String> variables() {
        return variables;
    }

    /** Equal for patterns that match the same names. */
    String shape() {
        return String.join("{}", literals) + (open ? "*" : "");
    }

    /** The values of the variables by their names, or null when the name does not match. */
    @Nullable
    Map<String, String> match(String name) {
        if (!name.startsWith(literals.get(0))) {
            return null;
        }
        if (variables.isEmpty()) {
            return open || name.length() == literals.get(0).length() ? Map.of() : null;
        }
        Map<String, String> values = new HashMap<>(4);
        int from = literals.get(0).length();
        for (int i = 0; i < variables.size(); i++) {
            int end = endOfVariable(name, from, i);
            if (end <= from || end - from > MAX_VARIABLE || hasSeparator(name, from, end)) {
                return null;
            }
            values.put(variables.get(i), name.substring(from, end));
            from = end + literals.get(i + 1).length();
        }
        return open || from == name.length() ? values : null;
    }

    private int endOfVariable(String name, int from, int variable) {
        String behind = literals.get(variable + 1);
        if (variable == variables.size() - 1 && !open) {
            return name.endsWith(behind) ? name.length() - behind.length() : -1;
        }
        return name.indexOf(behind, from + 1);
    }

    private static boolean hasSeparator(String name, int from, int end) {
        for (int i = from; i < end; i++) {
            if (NOT_IN_VARIABLES.indexOf(name.charAt(i)) >= 0 || Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
