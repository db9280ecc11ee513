package io.sockee.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.it.OpenApi;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The description of the resources, beside the resources. What they answer is compared where they are asked. */
@DisplayName("The OpenAPI description")
class OpenApiTest {

    @Test
    @DisplayName("has every operation of the resources, and no other")
    void operations() {
        assertThat(OpenApi.DOCUMENT.operations())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                operations(AuthApplication.PATH, AuthResource.class),
                                operations(SendApplication.PATH, SendResource.class),
                                Stream.of("GET "
                                        + HealthCheck.class.getAnnotation(WebServlet.class)
                                                .value()[0]))
                        .flatMap(all -> all)
                        .toList());
    }

    private static Stream<String> operations(String application, Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(http -> http != null)
                        .map(http -> http.value() + " " + application + below(method)));
    }

    private static String below(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value();
    }

    @Test
    @DisplayName("refers only to what is in it, and has nothing that nobody refers to")
    void references() {
        List<String> references = new ArrayList<>();
        collect(OpenApi.DOCUMENT.json(), references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(OpenApi.DOCUMENT
                                .json()
                                .at(reference.substring(1))
                                .isMissingNode())
                        .as(reference)
                        .isFalse());
        OpenApi.DOCUMENT
                .json()
                .path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                name -> assertThat(references).contains("#/components/" + kind.getKey() + "/" + name)));
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.path("$ref").asText());
        }
        node.path("security")
                .forEach(scheme -> scheme.fieldNames()
                        .forEachRemaining(name -> references.add("#/components/securitySchemes/" + name)));
        node.forEach(child -> collect(child, references));
    }

    @Test
    @DisplayName("has schemas that are valid, and tell right from wrong")
    void schemas() {
        OpenApi.DOCUMENT
                .json()
                .at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> OpenApi.DOCUMENT.errors("#/components/schemas/" + name, "{}"));
        String failure = "#/components/schemas/Failure";
        assertThat(OpenApi.DOCUMENT.errors(failure, "{\"ok\":false,\"err\":\"x\",\"res\":false}"))
                .isEmpty();
        assertThat(OpenApi.DOCUMENT.errors(failure, "{\"ok\":true,\"err\":\"x\",\"res\":false}"))
                .isNotEmpty();
        assertThat(OpenApi.DOCUMENT.errors(failure, "{\"ok\":false,\"err\":\"x\",\"res\":false,\"id\":1}"))
                .isNotEmpty();
    }
}
