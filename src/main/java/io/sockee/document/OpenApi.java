package io.sockee.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.routing.Access;
import io.sockee.routing.Described;
import java.util.List;

/** The application's actions over HTTP, as OpenAPI 3.1. Sockee's own resources are described in a file of their own. */
public final class OpenApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PROBLEM = "Problem";
    private static final String JSON = "application/json";

    private final Catalogue catalogue;
    private final JsonSchema schemas;
    private final JsonSchema.Names names;

    private OpenApi(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.schemas = new JsonSchema(catalogue, "#/components/schemas/");
        calls().forEach(schemas::learn);
        this.names = schemas.names();
    }

    /** The document. */
    public static ObjectNode of(Catalogue catalogue) {
        return new OpenApi(catalogue).document();
    }

    private List<Described> calls() {
        return catalogue.actions().isEmpty()
                ? List.of()
                : catalogue.calls().stream()
                        .filter(call -> call.overHttp().isPresent())
                        .toList();
    }

    private ObjectNode document() {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", catalogue.title()).put("version", "1");
        document.putArray("servers").addObject().put("url", "../");
        document.putObject("externalDocs")
                .put("url", "openapi.yaml")
                .put("description", "Users, tokens and the push gateway");
        ObjectNode paths = document.putObject("paths");
        for (Described call : calls()) {
            ObjectNode path = paths.putObject(
                    catalogue.actions().orElseThrow() + "/" + call.name().replace('.', '/'));
            if (hasPlainArguments(call)) {
                path.set("get", operation(call, "get"));
            }
            path.set("post", operation(call, "post"));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.definitions(names).set(PROBLEM, problem()));
        ObjectNode bearer = components.putObject("securitySchemes").putObject("token");
        bearer.put("type", "http").put("scheme", "bearer").put("description", "A token of Sockee's");
        return document;
    }

    /** Whether all arguments can be told in a query. */
    private boolean hasPlainArguments(Described call) {
        return !call.takesAll()
                && call.arguments().stream()
                        .allMatch(argument -> !argument.rest()
                                && List.of("string", "integer", "number", "boolean")
                                        .contains(typeOf(schemas.argument(call, argument, names))));
    }

    private static String typeOf(ObjectNode schema) {
        return schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
    }

    private static String nameOf(Described call) {
        return call.overHttp().orElseThrow();
    }

    private ObjectNode operation(Described call, String method) {
        ObjectNode operation = NODES.objectNode();
        String name = nameOf(call);
        operation.putArray("tags").add(name.indexOf('.') < 0 ? "events" : name.substring(0, name.lastIndexOf('.')));
        operation.put("operationId", method + "." + name);
        if (method.equals("get")) {
            parameters(call, operation.putArray("parameters"));
        } else if (!call.arguments().isEmpty() || call.takesAll()) {
            body(call, operation.putObject("requestBody"));
        }
        answers(call, operation.putObject("responses"));
        ArrayNode security = operation.putArray("security");
        if (call.access() instanceof Access.Everyone) {
            security.addObject();
        }
        security.addObject().putArray("token");
        return operation;
    }

    private void parameters(Described call, ArrayNode parameters) {
        for (Described.Argument argument : call.arguments()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", argument.name()).put("in", "query").put("required", !argument.mayBeMissing());
            parameter.set("schema", schemas.argument(call, argument, names));
        }
    }

    /** An array is all arguments; any other value is the first. */
    private void body(Described call, ObjectNode body) {
        body.put("required", call.arguments().stream().anyMatch(argument -> !argument.mayBeMissing()));
        ObjectNode schema = body.putObject("content").putObject(JSON).putObject("schema");
        ObjectNode all = call.takesAll() ? NODES.objectNode() : schemas.arguments(call, names);
        boolean single = call.arguments().size() == 1
                && !call.arguments().get(0).rest()
                && !call.arguments().get(0).type().isContainerType();
        if (single) {
            schema.putArray("anyOf")
                    .add(schemas.argument(call, call.arguments().get(0), names))
                    .add(all);
        } else {
            schema.setAll(all);
        }
    }

    private void answers(Described call, ObjectNode answers) {
        if (call.result().isEmpty() && !call.byHand()) {
            answers.putObject("204").put("description", "Done");
        } else {
            ObjectNode answer = answers.putObject("200").put("description", call.streams() ? "Items" : "The result");
            answer.putObject("content")
                    .putObject(call.streams() ? "text/event-stream" : JSON)
                    .set("schema", schemas.result(call, names).orElseGet(NODES::objectNode));
        }
        ObjectNode otherwise = answers.putObject("default").put("description", "Why there is no result");
        otherwise
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + PROBLEM);
    }

    private static ObjectNode problem() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
        properties
                .putObject("fields")
                .put("type", "object")
                .putObject("additionalProperties")
                .put("type", "string");
        properties
                .putObject("retryAfter")
                .put("type", "integer")
                .put("description", "After how many seconds the call may be tried again");
        properties.putObject("info").put("description", "What the refusal tells besides");
        schema.putArray("required").add("title").add("status").add("detail");
        return schema;
    }
}
