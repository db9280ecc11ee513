package io.sockee.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form whose fields' names say how they are nested: {@code a=1}, {@code a[]=1} for lists, {@code a[b]=1} for objects,
 * {@code a[0]=1} for lists with their indices. {@code a[][b]=1} begins another object when the last one has that field
 * already, as in Rails. Values are texts.
 */
final class FormTree {
    private static final int MAX_FIELDS = 10_000;

    /** Possessive, so that it takes no stack however many brackets there are. */
    private static final Pattern NAME = Pattern.compile("([^\\[\\]]++)((?:\\[[^\\[\\]]*+])*+)");

    private static final Pattern STEP = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,5}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A place in the tree: a text, or names of what is below. Lists have indices for names. */
    private static final class Node {
        private final Map<String, Node> children = new java.util.LinkedHashMap<>();
        private @Nullable String text;

        boolean has(List<String> path) {
            Node node = this;
            for (String step : path) {
                node = node.children.get(step);
                if (node == null) {
                    return false;
                }
            }
            return true;
        }
    }

    private FormTree() {}

    /**
     * Reads a form.
     *
     * @param maxDepth how many brackets a name may have
     */
    static JsonNode read(String body, int maxDepth) throws PostException {
        Node root = new Node();
        String[] fields = body.isEmpty() ? new String[0] : body.split("&", MAX_FIELDS + 1);
        if (fields.length > MAX_FIELDS) {
            throw PostException.invalid("The form has more than " + MAX_FIELDS + " fields.");
        }
        for (String field : fields) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                String name = decoded(equals < 0 ? field : field.substring(0, equals));
                put(root, name, equals < 0 ? "" : decoded(field.substring(equals + 1)), maxDepth);
            }
        }
        return json(root);
    }

    private static String decoded(String text) throws PostException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PostException.invalid("The form has a '%' that is followed by no two hexadecimal digits.");
        }
    }

    private static void put(Node root, String name, String value, int maxDepth) throws PostException {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw PostException.invalid("The form has a field whose name's brackets do not fit.");
        }
        List<String> path = new ArrayList<>(List.of(matcher.group(1)));
        Matcher step = STEP.matcher(matcher.group(2));
        while (step.find()) {
            path.add(step.group(1));
        }
        if (path.size() > maxDepth) {
            throw PostException.invalid("The form has a field that is nested too deep.");
        }
        Node node = root;
        for (int i = 0; i < path.size(); i++) {
            String key = path.get(i);
            if (key.isEmpty()) {
                key = next(node, path.subList(i + 1, path.size()));
            }
            node = node.children.computeIfAbsent(key, k -> new Node());
            if (node.text != null && i < path.size() - 1) {
                throw PostException.invalid("The form has a field that is a text and has others below it.");
            }
        }
        if (!node.children.isEmpty()) {
            throw PostException.invalid("The form has a field that is a text and has others below it.");
        }
        node.text = value;
    }

    /** Where in a list a value goes: into its last element, if that is an object without such a field. */
    private static String next(Node list, List<String> rest) {
        int size = list.children.size();
        if (size > 0 && !rest.isEmpty() && !rest.get(0).isEmpty()) {
            Node last = list.children.get(Integer.toString(size - 1));
            if (last != null && last.text == null && (rest.contains("") || !last.has(rest))) {
                return Integer.toString(size - 1);
            }
        }
        return Integer.toString(size);
    }

    private static JsonNode json(Node node) {
        if (node.text != null) {
            return TextNode.valueOf(node.text);
        }
        return isList(node) ? array(node) : object(node);
    }

    /** Indices from zero on, in whatever order, are those of a list; anything else names fields. */
    private static boolean isList(Node node) {
        if (node.children.isEmpty()) {
            return false;
        }
        for (String key : node.children.keySet()) {
            if (!INDEX.matcher(key).matches() || Integer.parseInt(key) >= node.children.size()) {
                return false;
            }
        }
        return true;
    }

    private static ArrayNode array(Node node) {
        TreeMap<Integer, Node> ordered = new TreeMap<>();
        node.children.forEach((index, child) -> ordered.put(Integer.valueOf(index), child));
        ArrayNode array = NODES.arrayNode();
        ordered.values().forEach(child -> array.add(json(child)));
        return array;
    }

    private static ObjectNode object(Node node) {
        ObjectNode object = NODES.objectNode();
        node.children.forEach((name, child) -> object.set(name, json(child)));
        return object;
    }
}
