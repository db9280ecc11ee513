package io.sockee.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.declaration.Emitted;
import io.sockee.routing.Described;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application's events, as AsyncAPI 3: a channel for each namespace, what clients send with the acknowledgement that answers it,
 * and what the application says to emit. A message's payload is the array of the event's arguments.
 */
public final class AsyncApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Catalogue catalogue;
    private final JsonSchema schemas;
    private final JsonSchema.Names names;
    private final Map<String, String> channels = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final ObjectNode document = NODES.objectNode();

    private AsyncApi(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.schemas = new JsonSchema(catalogue, "#/components/schemas/");
        catalogue.calls().forEach(schemas::learn);
        catalogue.emitted().forEach(schemas::learn);
        this.names = schemas.names();
    }

    /** The document. */
    public static ObjectNode of(Catalogue catalogue) {
        return new AsyncApi(catalogue).document();
    }

    private ObjectNode document() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", catalogue.title())
                .put("version", "1")
                .put("description", "Events of Socket.IO at " + catalogue.sockets() + ". A channel is a namespace.");
        document.put("defaultContentType", "application/json");
        document.putObject("channels");
        document.putObject("operations");
        catalogue.calls().forEach(this::add);
        catalogue.emitted().forEach(this::add);
        ObjectNode all = document.putObject("components").putObject("schemas");
        all.setAll(schemas.definitions(names));
        all.set("Refusal", refusal());
        return document;
    }

    private String channel(String namespace) {
        return channels.computeIfAbsent(namespace, name -> {
            String id = unique(name.equals("/") ? "main" : plain(name.substring(1)));
            ObjectNode channel = object("channels").putObject(id);
            Matcher variables = VARIABLE.matcher(name);
            channel.put("address", name).putObject("messages");
            ObjectNode parameters = NODES.objectNode();
            while (variables.find()) {
                parameters.putObject(variables.group(1));
            }
            if (!parameters.isEmpty()) {
                channel.set("parameters", parameters);
            }
            return id;
        });
    }

    private ObjectNode object(String name) {
        return (ObjectNode) document.path(name);
    }

    private void add(Described call) {
        String channel = channel(call.namespace());
        String message = message(channel, call.name(), call.name(), anyOr(call));
        ObjectNode operation = operation(call.name(), "receive", channel, message);
        String answer = message(channel, call.name() + ".answer", call.name(), answer(call));
        ObjectNode reply = operation.putObject("reply");
        reply.putObject("channel").put("$ref", "#/channels/" + channel);
        reply.putArray("messages").addObject().put("$ref", reference(channel, answer));
    }

    private void add(Emitted event) {
        String channel = channel(event.namespace());
        String message = message(channel, "emit." + event.event(), event.event(), schemas.arguments(event, names));
        ObjectNode unused = operation("emit." + event.event(), "send", channel, message);
    }

    private ObjectNode anyOr(Described call) {
        ObjectNode any = NODES.objectNode().put("type", "array");
        return call.takesAll() ? any.set("items", NODES.objectNode()) : schemas.arguments(call, names);
    }

    /** The arguments of the acknowledgement: the envelope, unless the method answers by hand. */
    private ObjectNode answer(Described call) {
        ObjectNode payload = NODES.objectNode().put("type", "array");
        if (call.byHand()) {
            return payload;
        }
        ObjectNode envelope = NODES.objectNode().put("type", "object");
        ObjectNode properties = envelope.putObject("properties");
        properties.putObject("ok").put("const", true);
        properties.putObject("err").put("const", false);
        ObjectNode result =
                schemas.result(call, names).orElseGet(() -> NODES.objectNode().put("const", false));
        properties.set("res", call.streams() ? stream(result) : result);
        ArrayNode required = envelope.putArray("required").add("ok").add("err").add("res");
        if (call.streams()) {
            properties.putObject("stream").put("const", true);
            required.add("stream");
        }
        payload.putArray("prefixItems")
                .addObject()
                .putArray("oneOf")
                .add(envelope)
                .addObject()
                .put("$ref", "#/components/schemas/Refusal");
        return payload;
    }

    /** A stream is answered by its number; its items come as events. */
    private static ObjectNode stream(ObjectNode item) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        schema.put("description", "Items come by the event sockee:stream, each as " + item);
        schema.putObject("properties").putObject("stream").put("type", "integer");
        schema.putArray("required").add("stream");
        return schema;
    }

    private static ObjectNode refusal() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("ok").put("const", false);
        properties.putObject("err").put("type", "string");
        properties.putObject("res").put("const", false);
        properties
                .putObject("fields")
                .put("type", "object")
                .putObject("additionalProperties")
                .put("type", "string");
        schema.putArray("required").add("ok").add("err").add("res");
        return schema;
    }

    private String message(String channel, String id, String name, ObjectNode payload) {
        String unique = unique(channel + "." + plain(id));
        ObjectNode message = ((ObjectNode) object("channels").path(channel).path("messages")).putObject(unique);
        message.put("name", name).set("payload", payload);
        return unique;
    }

    private ObjectNode operation(String name, String action, String channel, String message) {
        ObjectNode operation = object("operations")
                .putObject(unique("do." + channel + "." + plain(name)).substring(3));
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.putArray("messages").addObject().put("$ref", reference(channel, message));
        return operation;
    }

    private static String reference(String channel, String message) {
        return "#/channels/" + channel + "/messages/" + message;
    }

    /** Ids consist of letters, digits, dots, {@code _} and {@code -}. */
    private static String plain(String name) {
        return name.replaceAll("[^\\w.-]", "_");
    }

    private String unique(String id) {
        String free = id;
        for (int n = 2; !ids.add(free); n++) {
            free = id + "_" + n;
        }
        return free;
    }
}
