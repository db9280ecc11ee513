package io.sockee.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form whose fields' names say how they are nested: {@code a=1}, {@code a[]=1} for lists, {@code a[b]=1} for objects,
 * {@code a[0]=1} for lists with their indices. {@code a[][b]=1} begins another object when the last one has that field
 * already, as in Rails; a name without brackets that comes again is a list, as Python sends it. Values are texts.
 */
final class FormTree {
    private static final int MAX_FIELDS = 10_000;

    /** Possessive, so that it takes no stack however many brackets there are. */
    private static final Pattern NAME = Pattern.compile("([^\\[\\]]++)((?:\\[[^\\[\\]]*+])*+)");

    private static final Pattern STEP = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,5}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A node of the tree: a text, or further nodes by their names. In lists the names are indices. */
    private static final class Node {
        private final Map<String, Node> children = new java.util.LinkedHashMap<>();
        private @Nullable String text;

        /** The highest index of a list, in which lower ones may be missing; -1 when it has none. */
        private int last = -1;

        private boolean repeated; // a name without brackets that has come several times

        void repeat(String value) {
            if (text != null) {
                child("0").text = text;
                text = null;
                repeated = true;
            }
            child(Integer.toString(last + 1)).text = value;
        }

        Node child(String name) {
            Node present = children.get(name);
            if (present != null) {
                return present;
            }
            Node added = new Node();
            children.put(name, added);
            if (INDEX.matcher(name).matches()) {
                last = Math.max(last, Integer.parseInt(name));
            }
            return added;
        }

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
     * @throws PostException when it is no such form
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

    /** Decodes a text. It has to be valid UTF-8: with replacement characters two different texts would become the same. */
    private static String decoded(String text) throws PostException {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                bytes.put((byte) (16 * digit(encoded, i + 1) + digit(encoded, i + 2)));
                i += 2;
            } else {
                bytes.put(encoded[i] == '+' ? (byte) ' ' : encoded[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw PostException.invalid("The form is not in UTF-8.");
        }
    }

    private static int digit(byte[] encoded, int at) throws PostException {
        int digit = at < encoded.length ? Character.digit(encoded[at], 16) : -1;
        if (digit < 0) {
            throw PostException.invalid("The form has a '%' that is followed by no two hexadecimal digits.");
        }
        return digit;
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
            node = node.child(key);
            if (node.text != null && i < path.size() - 1) {
                throw PostException.invalid("The form has a field that is a text and has others below it.");
            }
        }
        if (path.size() == 1 && (node.repeated || node.text != null)) {
            node.repeat(value);
            return;
        }
        if (!node.children.isEmpty()) {
            throw PostException.invalid("The form has a field that is a text and has others below it.");
        }
        node.text = value;
    }

    /** Where in a list a value goes: into its last element, if that is an object without such a field. */
    private static String next(Node list, List<String> rest) {
        String index = Integer.toString(list.last);
        if (!rest.isEmpty() && !rest.get(0).isEmpty()) {
            Node last = list.children.get(index);
            if (last != null && last.text == null && (rest.contains("") || !last.has(rest))) {
                return index;
            }
        }
        return Integer.toString(list.last + 1);
    }

    /**
     * A list made of fields whose names are indices, with null where one is missing: PHP leaves out null and empty lists.
     *
     * @param places how long the list may be
     * @return nothing when a field has another name than an index
     */
    static Optional<ArrayNode> positions(ObjectNode fields, int places) throws PostException {
        TreeMap<Integer, JsonNode> ordered = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!INDEX.matcher(field.getKey()).matches()) {
                return Optional.empty();
            }
            ordered.put(Integer.valueOf(field.getKey()), field.getValue());
        }
        if (ordered.lastKey() >= places) {
            throw PostException.invalid("The args are numbered, and past " + (places - 1)
                    + ". If that is meant to be one object, put it into a list: args[0][" + ordered.lastKey() + "].");
        }
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i <= ordered.lastKey(); i++) {
            JsonNode value = ordered.get(i);
            list.add(value == null ? NODES.nullNode() : value);
        }
        return Optional.of(list);
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
