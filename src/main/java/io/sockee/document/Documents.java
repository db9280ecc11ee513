package io.sockee.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** The documents of an application, by the names of their files. Each is made when it is asked for. */
public final class Documents {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Function<Catalogue, String>> ALL = Map.of(
            "client.d.ts",
            TypeScript::of,
            "schema.json",
            catalogue -> text(JsonSchema.of(catalogue)),
            "openapi.json",
            catalogue -> text(OpenApi.of(catalogue)),
            "asyncapi.json",
            Documents::events);

    private Documents() {}

    /** What makes each document, by its file's name. */
    public static Map<String, Function<Catalogue, String>> all() {
        return ALL;
    }

    /** What clients send and are sent, as AsyncAPI. */
    public static String events(Catalogue catalogue) {
        return text(AsyncApi.of(catalogue));
    }

    private static String text(JsonNode document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree always has a text
        }
    }
}
