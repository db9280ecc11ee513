package io.sockee.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.document.Shape.ObjectKey;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * Writes the schema of one shape.
 *
 * @param names what the definition of an object is called
 * @param definitions where definitions are, such as {@code #/$defs/}
 */
record SchemaWriter(Function<ObjectKey, String> names, String definitions) implements Shape.Cases<ObjectNode> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A schema that takes null as well. */
    static ObjectNode orNull(ObjectNode schema) {
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
                schema.set(keyword, own.scale() <= 0 ? NODES.numberNode(own.toBigInteger()) : NODES.numberNode(own));
            }
        } else if (value instanceof Boolean flag) {
            schema.put(keyword, flag);
        } else {
            schema.put(keyword, value.toString());
        }
    }
}
