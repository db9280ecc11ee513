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
        SchemaWriter writer = new SchemaWriter(names, definitions);
        for (Property property : shapes.objects().getOrDefault(key, List.of())) {
            boolean in = key.direction() == Direction.IN;
            ObjectNode plain = property.shape().tell(writer);
            properties.set(property.name(), in && !property.required() ? SchemaWriter.orNull(plain) : plain);
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
        ObjectNode schema = shape(call, argument).tell(new SchemaWriter(names.all()::nameOf, definitions));
        return mustBeThere(call, argument) ? schema : SchemaWriter.orNull(schema);
    }

    /** The schema of what a call answers; empty when that is nothing. */
    Optional<ObjectNode> result(Described call, Names names) {
        return result(call).map(shape -> shape.tell(new SchemaWriter(names.all()::nameOf, definitions)));
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
        event.arguments()
                .forEach(one -> items.add(shapes.of(one).tell(new SchemaWriter(names.all()::nameOf, definitions))));
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
}
