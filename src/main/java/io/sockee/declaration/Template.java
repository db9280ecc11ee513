package io.sockee.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A name with properties in it, such as <code>order-{id}</code> or <code>{customer.id}</code>.
 *
 * @param literals one more than properties: before, between, behind
 * @param paths the properties, each as the names of the steps to it
 */
public record Template(String text, List<String> literals, List<List<String>> paths) {
    private static final String NAME = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern PATH = Pattern.compile(NAME + "(\\." + NAME + ")*");

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    public static Template parse(String text) {
        List<String> literals = new ArrayList<>();
        List<List<String>> paths = new ArrayList<>();
        int from = 0;
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', from)) {
            int end = text.indexOf('}', brace);
            if (end < 0) {
                throw new IllegalArgumentException("'" + text + "' has a '{' without its '}'");
            }
            String path = text.substring(brace + 1, end);
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException("'" + text + "' has '" + path
                        + "' in braces, which is no name of a property, nor several with dots between them");
            }
            literals.add(literal(text, from, brace));
            paths.add(List.of(path.split("\\.")));
            from = end + 1;
        }
        literals.add(literal(text, from, text.length()));
        if (text.isBlank()) {
            throw new IllegalArgumentException("a name is blank");
        }
        return new Template(text, List.copyOf(literals), List.copyOf(paths));
    }

    private static String literal(String text, int from, int to) {
        String literal = text.substring(from, to);
        if (literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has a '}' without its '{'");
        } else if (literal.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name has control characters");
        }
        return literal;
    }
}
