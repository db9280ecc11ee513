package io.sockee.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.declaration.Emitted;
import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import io.sockee.document.Shape.Property;
import io.sockee.routing.Described;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Shapes as JSON Schema (2020-12), with the constraints of what comes in. Objects are definitions that others refer to. A value that a
 * schema refuses would be refused by the server.
 */
final class JsonSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shapes shapes;
    private final String definitions;

    /**
     * @param definitions where definitions are, such as {@code #/$defs/}
     */
    JsonSchema(Catalogue catalogue, String definitions) {
        this.shapes = catalogue.shapes();
        this.definitions = definitions;
    }

    /** The document with a schema for the arguments of each call, as an array, and one for each event. */
    static JsonNode of(Catalogue catalogue) {
        JsonSchema schema = new JsonSchema(catalogue, "#/$defs/");
        ObjectNode calls = NODES.objectNode();
        catalogue.calls().forEach(call -> schema.learn(call));
        catalogue.emitted().forEach(schema::learn);
        Names names = schema.names();
        catalogue.calls().stream()
                .filter(call -> call.namespace().equals("/"))
                .forEach(call -> calls.set("call " + call.name(), schema.arguments(call, names)));
        ObjectNode defs = schema.definitions(names);
        defs.setAll(calls);
        ObjectNode document = NODES.objectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", catalogue.title());
        document.put("description", "The arguments of a call are \"#/$defs/call NAME\".");
        document.set("$defs", defs);
        return document;
    }

    /** Names of objects, when all of them are known. */
    record Names(TypeNames all) {}

    /** Comes across all objects of a call. */
    void learn(Described call) {
        for (Described.Argument argument : call.arguments()) {
            Shape unused = shape(call, argument);
        }
        Optional<Shape> unused = result(call);
    }

    /** The same for an event. */
    void learn(Emitted event) {
        for (Emitted.Argument argument : event.arguments()) {
            Shape unused = shapes.of(argument);
        }
    }

    private Shape shape(Described call, Described.Argument argument) {
        Restrictions.Place place =
                shapes.restrictions().ofParameter(call.method(), argument.parameter(), call.checked());
        return place.apply(shapes.of(argument.type(), Direction.IN, place.cascaded()));
    }

    private boolean mustBeThere(Described call, Described.Argument argument) {
        return argument.type().isPrimitive()
                || shapes.restrictions()
                        .ofParameter(call.method(), argument.parameter(), call.checked())
                        .required();
    }

    private Optional<Shape> result(Described call) {
        return call.result().map(type -> {
            Shape shape = shapes.of(type, Direction.OUT, false);
            boolean maybe =
                    !(shape instanceof Shape.Maybe) && Nulls.of(call.method()).maybe();
            return maybe ? new Shape.Maybe(shape) : shape;
        });
    }

    /** Names of all objects that have been learnt. */
    Names names() {
        return new Names(new TypeNames(
                shapes.objects().keySet(),
                Set.of(),
                (key, names) -> object(key, names).toString()));
    }

    /** The schemas of all objects. */
    ObjectNode definitions(Names names) {
        ObjectNode all = NODES.objectNode();
        for (ObjectKey key : names.all().named()) {
            all.set(names.all().nameOf(key), object(key, names.all()::nameOf));
        }
        return all;
    }

    private ObjectNode object(ObjectKey key, Function<ObjectKey, String> names) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        Writer writer = new Writer(names, definitions);
        for (Property property : shapes.objects().getOrDefault(key, List.of())) {
            boolean in = key.direction() == Direction.IN;
            ObjectNode plain = property.shape().tell(writer);
            properties.set(property.name(), in && !property.required() ? orNull(plain) : plain);
            if (in ? property.required() : property.expected()) {
                required.add(property.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /** The schema of one argument. */
    ObjectNode argument(Described call, Described.Argument argument, Names names) {
        ObjectNode schema = shape(call, argument).tell(new Writer(names.all()::nameOf, definitions));
        return mustBeThere(call, argument) ? schema : orNull(schema);
    }

    /** The schema of what a call answers; empty when that is nothing. */
    Optional<ObjectNode> result(Described call, Names names) {
        return result(call).map(shape -> shape.tell(new Writer(names.all()::nameOf, definitions)));
    }

    /** The schema of all arguments of a call, an array. */
    ObjectNode arguments(Described call, Names names) {
        ObjectNode schema = NODES.objectNode().put("type", "array");
        ArrayNode items = NODES.arrayNode();
        int least = 0;
        for (Described.Argument argument : call.arguments()) {
            ObjectNode one = argument(call, argument, names);
            if (argument.rest()) {
                schema.set("items", one);
            } else {
                items.add(one);
                least = argument.mayBeMissing() ? least : items.size();
            }
        }
        return positional(schema, items, least);
    }

    /** The schema of all arguments of an event, an array. */
    ObjectNode arguments(Emitted event, Names names) {
        ArrayNode items = NODES.arrayNode();
        event.arguments().forEach(one -> items.add(shapes.of(one).tell(new Writer(names.all()::nameOf, definitions))));
        return positional(NODES.objectNode().put("type", "array"), items, items.size());
    }

    private static ObjectNode positional(ObjectNode schema, ArrayNode items, int least) {
        if (!items.isEmpty()) {
            schema.set("prefixItems", items); // surplus ones are ignored, unless a setting says otherwise
        }
        if (least > 0) {
            schema.put("minItems", least);
        }
        return schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.isEmpty() || isOrNull(schema)) {
            return schema;
        } else if (schema.path("type").isTextual() && !schema.has("enum") && !schema.has("const")) {
            ObjectNode copy = schema.deepCopy();
            copy.putArray("type").add(schema.path("type").textValue()).add("null");
            return copy;
        }
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    private static boolean isOrNull(JsonNode schema) {
        JsonNode type = schema.path("type");
        return (type.isArray() && type.size() == 2) || (schema.has("anyOf") && schema.size() == 1);
    }

    /** Writes the schema of one shape. */
    private record Writer(Function<ObjectKey, String> names, String definitions) implements Shape.Cases<ObjectNode> {

        private static ObjectNode type(String type) {
            return NODES.objectNode().put("type", type);
        }

        @Override
        public ObjectNode text(Shape.Text shape) {
            return shape.format().isEmpty() ? type("string") : type("string").put("format", shape.format());
        }

        @Override
        public ObjectNode numeric(Shape.Numeric number) {
            ObjectNode schema = type(number.whole() ? "integer" : "number");
            if (!number.bounds().isEmpty()) {
                schema.put("minimum", number.bounds().get(0))
                        .put("maximum", number.bounds().get(1));
            }
            return schema;
        }

        @Override
        public ObjectNode flag(Shape.Flag flag) {
            return type("boolean");
        }

        /** Base64 text where there is only JSON; over a socket it is none. */
        @Override
        public ObjectNode bytes(Shape.Bytes shape) {
            return NODES.objectNode().put("contentEncoding", "base64");
        }

        @Override
        public ObjectNode anything(Shape.Anything shape) {
            return NODES.objectNode();
        }

        @Override
        public ObjectNode oneOf(Shape.OneOf shape) {
            ObjectNode schema = type("string");
            ArrayNode all = schema.putArray("enum");
            shape.texts().forEach(all::add);
            return schema;
        }

        @Override
        public ObjectNode listOf(Shape.ListOf shape) {
            return type("array").set("items", shape.item().tell(this));
        }

        @Override
        public ObjectNode mapOf(Shape.MapOf shape) {
            return type("object").set("additionalProperties", shape.value().tell(this));
        }

        @Override
        public ObjectNode ref(Shape.Ref shape) {
            return NODES.objectNode().put("$ref", definitions + names.apply(shape.key()));
        }

        @Override
        public ObjectNode maybe(Shape.Maybe shape) {
            return orNull(shape.shape().tell(this));
        }

        @Override
        public ObjectNode union(Shape.Union shape) {
            ObjectNode schema = NODES.objectNode();
            ArrayNode all = schema.putArray("oneOf");
            shape.variants().forEach(one -> all.add(one.tell(this)));
            return schema;
        }

        @Override
        public ObjectNode kind(Shape.Kind shape) {
            ObjectNode schema = NODES.objectNode();
            ArrayNode all = schema.putArray("allOf");
            all.add(shape.object().tell(this));
            ObjectNode kind = all.addObject().put("type", "object");
            kind.putObject("properties").putObject(shape.property()).put("const", shape.text());
            kind.putArray("required").add(shape.property());
            return schema;
        }

        @Override
        public ObjectNode restricted(Shape.Restricted shape) {
            ObjectNode schema = shape.shape().tell(this).deepCopy();
            shape.keywords().forEach((keyword, value) -> put(schema, keyword, value));
            return schema;
        }

        /** Of two bounds the narrower one counts. */
        private static void put(ObjectNode schema, String keyword, Object value) {
            if (value instanceof Number number) {
                BigDecimal own = new BigDecimal(number.toString());
                JsonNode before = schema.path(keyword);
                boolean narrower = !before.isNumber()
                        || (keyword.equals("maximum")
                                ? own.compareTo(before.decimalValue()) < 0
                                : own.compareTo(before.decimalValue()) > 0);
                if (narrower) {
                    schema.set(
                            keyword, own.scale() <= 0 ? NODES.numberNode(own.toBigInteger()) : NODES.numberNode(own));
                }
            } else if (value instanceof Boolean flag) {
                schema.put(keyword, flag);
            } else {
                schema.put(keyword, value.toString());
            }
        }
    }
}
