package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The description of the resources: whatever a test gets from one of them must be in it. */
public final class OpenApi {
    private static final String ID = "https://sockee.invalid/openapi";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    /** A keyword that there is not is a mistake in the description. */
    private static final Dialect STRICT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    /** The one that the server serves. */
    public static final OpenApi DOCUMENT = read();

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OpenApi(JsonNode document) {
        this.document = document;
        ObjectNode definitions = JsonNodeFactory.instance.objectNode();
        definitions.set("$defs", document.path("components").path("schemas"));
        String schema = definitions.toString().replace(SCHEMAS, DEFINITIONS);
        this.schemas = SchemaRegistry.withDefaultDialect(STRICT, builder -> builder.schemas(Map.of(ID, schema)));
    }

    private static OpenApi read() {
        try (InputStream yaml = OpenApi.class.getResourceAsStream("/io/sockee/http/openapi.yaml")) {
            return new OpenApi(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole of it. */
    public JsonNode json() {
        return document;
    }

    /** All pairs of method and path, such as {@code POST /api/auth/login}. */
    public Stream<String> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    /** Fails unless the answer is one that is described: its status, its type, its headers, what it says. */
    public void check(HttpResponse<String> response) {
        String method = response.request().method().toLowerCase(Locale.ROOT);
        JsonNode operation =
                document.path("paths").path(response.request().uri().getPath()).path(method);
        if (operation.isMissingNode()) { // such as preflights
            return;
        }
        String what = method + " " + response.request().uri().getPath() + " " + response.statusCode();
        String status = "/responses/" + response.statusCode();
        assertThat(operation.at(status).isMissingNode())
                .as("described: " + what)
                .isFalse();
        JsonNode described = resolved(operation.at(status));
        described
                .path("headers")
                .fieldNames()
                .forEachRemaining(header -> assertThat(response.headers().firstValue(header))
                        .as(header + " of " + what)
                        .isPresent());
        JsonNode content = described.path("content");
        if (content.isMissingNode()) {
            assertThat(response.body()).as("body of " + what).isEmpty();
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").replaceFirst(";.*", "");
        assertThat(content.has(type)).as(type + " of " + what).isTrue();
        if (type.equals("application/json")) {
            check(content.path(type).path("schema").path("$ref").asText(), response.body(), what);
        }
    }

    private void check(String reference, String json, String what) {
        assertThat(errors(reference, json)).as(what + ": " + json).isEmpty();
    }

    /** What is wrong with a JSON text, by a schema. */
    public List<com.networknt.schema.Error> errors(String reference, String json) {
        return schemas.getSchema(SchemaLocation.of(ID + reference.replace(SCHEMAS, DEFINITIONS)))
                .validate(json, InputFormat.JSON);
    }

    /** What a reference leads to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : document.at(reference.asText().substring(1));
    }
}
