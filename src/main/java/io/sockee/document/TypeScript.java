package io.sockee.document;

import com.fasterxml.jackson.databind.JavaType;
import io.sockee.declaration.Emitted;
import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import io.sockee.document.Shape.Property;
import io.sockee.routing.Described;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The application's types for TypeScript: {@code Server}, what {@code sockee.server} has; {@code Calls}, all that can be called by
 * name; {@code Events}, what it says to emit; and the types of values. Other namespaces than {@code /} are in {@code Namespaces}.
 */
public final class TypeScript {
    private static final Set<String> TAKEN = Set.of(
            "Server",
            "Calls",
            "Events",
            "Namespaces",
            "Array",
            "ArrayBuffer",
            "Boolean",
            "Date",
            "Error",
            "Function",
            "Map",
            "Number",
            "Object",
            "Promise",
            "Record",
            "Set",
            "String",
            "Symbol",
            "Uint8Array");

    private final Catalogue catalogue;
    private final Shapes shapes;
    private final List<Signature> signatures = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private record Signature(Described call, List<Shape> arguments, Optional<Shape> result) {}

    private record Event(Emitted emitted, List<Shape> arguments) {}

    private TypeScript(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.shapes = new Shapes(catalogue.mapper(), new Restrictions(Optional.empty())); // types know no constraints
        for (Described call : catalogue.calls()) {
            signatures.add(new Signature(
                    call,
                    call.arguments().stream()
                            .map(argument -> argument(call, argument))
                            .toList(),
                    call.result().map(type -> result(call, type))));
        }
        for (Emitted emitted : catalogue.emitted()) {
            events.add(new Event(
                    emitted, emitted.arguments().stream().map(shapes::of).toList()));
        }
    }

    /** The text of a file with the types. */
    public static String of(Catalogue catalogue) {
        return new TypeScript(catalogue).text();
    }

    private Shape argument(Described call, Described.Argument argument) {
        Shape shape = shapes.of(argument.type(), Direction.IN, false);
        boolean maybe = !(shape instanceof Shape.Maybe)
                && Nulls.of(call.method().getParameters()[argument.parameter()]).maybe();
        return maybe ? new Shape.Maybe(shape) : shape;
    }

    private Shape result(Described call, JavaType type) {
        Shape shape = shapes.of(type, Direction.OUT, false);
        boolean maybe =
                !(shape instanceof Shape.Maybe) && Nulls.of(call.method()).maybe();
        return maybe ? new Shape.Maybe(shape) : shape;
    }

    private String text() {
        TypeNames names = new TypeNames(shapes.objects().keySet(), TAKEN, this::properties);
        Writer writer = new Writer(names::nameOf);
        StringBuilder text = new StringBuilder("// The types of " + oneLine(catalogue.title())
                + ", as its server tells them: connect<Server, Events, Calls>().\n");
        for (ObjectKey key : names.named()) {
            text.append("\nexport interface ")
                    .append(names.nameOf(key))
                    .append(" {\n")
                    .append(properties(key, names::nameOf))
                    .append("}\n");
        }
        text.append("\n/** What can be called, by nested names. */\nexport interface Server ")
                .append(tree(writer))
                .append("\n\n/** What can be called, by name. */\nexport interface Calls ")
                .append(calls("/", writer, ""))
                .append("\n\n/** What the server emits, with its arguments. */\nexport interface Events ")
                .append(events("/", writer, ""))
                .append("\n\n/** The same for other namespaces. */\nexport interface Namespaces {\n");
        Stream.concat(
                        signatures.stream().map(one -> one.call().namespace()),
                        events.stream().map(one -> one.emitted().namespace()))
                .filter(namespace -> !namespace.equals("/"))
                .distinct()
                .sorted()
                .forEach(namespace -> text.append("  ")
                        .append(TypeScriptName.quoted(namespace))
                        .append(": {\n    calls: ")
                        .append(calls(namespace, writer, "    "))
                        .append(";\n    events: ")
                        .append(events(namespace, writer, "    "))
                        .append(";\n  };\n"));
        return text.append("}\n").toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private String properties(ObjectKey key, Function<ObjectKey, String> names) {
        Writer writer = new Writer(names);
        StringBuilder text = new StringBuilder();
        for (Property property : shapes.objects().getOrDefault(key, List.of())) {
            boolean optional = !property.required() && (key.direction() == Direction.OUT || !property.expected());
            text.append("  ")
                    .append(TypeScriptName.ofProperty(property.name()))
                    .append(optional ? "?: " : ": ")
                    .append(writer.type(property.shape(), key.direction()))
                    .append(";\n");
        }
        return text.toString();
    }

    // --- Calls and events ------------------------------------------------------------------------------------------

    private static final class Node {
        private final Map<String, Node> below = new TreeMap<>();
        private String call = "";
    }

    private String tree(Writer writer) {
        Node root = new Node();
        for (Signature one : signatures) {
            if (one.call().namespace().equals("/")
                    && !TypeScriptName.isPattern(one.call().name())) {
                Node node = root;
                for (String part : one.call().name().split("\\.", -1)) {
                    node = node.below.computeIfAbsent(part, name -> new Node());
                }
                node.call = "(" + writer.parameters(one) + "): Promise<" + writer.result(one) + ">;\n";
            }
        }
        return tree(root, "");
    }

    private static String tree(Node node, String indent) {
        StringBuilder text = new StringBuilder("{\n");
        node.below.forEach((name, below) -> {
            if (!below.call.isEmpty() && below.below.isEmpty()) {
                text.append(indent)
                        .append("  ")
                        .append(TypeScriptName.ofProperty(name))
                        .append(below.call);
            } else {
                text.append(indent)
                        .append("  ")
                        .append(TypeScriptName.ofProperty(name))
                        .append(": ");
                String inner = tree(below, indent + "  ");
                text.append(
                                below.call.isEmpty()
                                        ? inner
                                        : inner.replaceFirst(
                                                "\n",
                                                "\n" + indent + "    "
                                                        + java.util.regex.Matcher.quoteReplacement(below.call)))
                        .append(";\n");
            }
        });
        return text.append(indent).append('}').toString();
    }

    private String calls(String namespace, Writer writer, String indent) {
        List<String> plain = signatures.stream()
                .filter(one -> one.call().namespace().equals(namespace))
                .map(one -> one.call().name())
                .filter(name -> !TypeScriptName.isPattern(name))
                .toList();
        StringBuilder text = new StringBuilder("{\n");
        for (Signature one : signatures) {
            String name = one.call().name();
            if (!one.call().namespace().equals(namespace)
                    || (TypeScriptName.isPattern(name) && TypeScriptName.meets(name, plain))) {
                continue;
            }
            text.append(indent)
                    .append("  ")
                    .append(
                            TypeScriptName.isPattern(name)
                                    ? "[name: `" + TypeScriptName.template(name) + "`]"
                                    : TypeScriptName.quoted(name))
                    .append(": (")
                    .append(writer.parameters(one))
                    .append(") => ")
                    .append(writer.result(one))
                    .append(";\n");
        }
        return text.append(indent).append('}').toString();
    }

    private String events(String namespace, Writer writer, String indent) {
        StringBuilder text = new StringBuilder("{\n");
        for (Event one : events) {
            if (one.emitted().namespace().equals(namespace)
                    && !TypeScriptName.isPattern(one.emitted().event())) {
                text.append(indent)
                        .append("  ")
                        .append(TypeScriptName.quoted(one.emitted().event()))
                        .append(": [")
                        .append(one.arguments().stream()
                                .map(shape -> writer.type(shape, Direction.OUT))
                                .collect(Collectors.joining(", ")))
                        .append("];\n");
            }
        }
        return text.append(indent).append('}').toString();
    }

    /** Writes types with the names of objects. */
    private record Writer(Function<ObjectKey, String> names) {

        String result(Signature one) {
            if (one.call().byHand()) {
                return "any";
            }
            String plain = one.result().map(shape -> type(shape, Direction.OUT)).orElse("void");
            return one.call().streams() ? "AsyncIterableIterator<" + plain + "> & { cancel(): void }" : plain;
        }

        String parameters(Signature one) {
            if (one.call().takesAll()) {
                return "...values: any[]";
            }
            List<Described.Argument> arguments = one.call().arguments();
            int required = IntStream.range(0, arguments.size())
                            .filter(i -> !arguments.get(i).mayBeMissing())
                            .max()
                            .orElse(-1)
                    + 1;
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                Described.Argument argument = arguments.get(i);
                String name = TypeScriptName.ofParameter(argument.name());
                String type = type(one.arguments().get(i), Direction.IN);
                if (argument.rest()) {
                    all.put("..." + name, type.matches("\\w+") ? type + "[]" : "Array<" + type + ">");
                } else {
                    all.put(name + (argument.mayBeMissing() && i >= required ? "?" : ""), type);
                }
            }
            return all.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", "));
        }

        String type(Shape shape, Direction direction) {
            return shape.tell(new TypeScriptType(names, direction));
        }
    }
}
