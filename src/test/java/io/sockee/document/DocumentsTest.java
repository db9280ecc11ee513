package io.sockee.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.sockee.spec.clients.NodeClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents of one application, which the official tools have to take, and what the schemas let through. */
class DocumentsTest {
    private static final Path BASEDIR = Path.of(System.getProperty("basedir", ""));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "https://sockee.invalid/schema";
    private static final Map<String, String> TEXTS = texts();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(), builder -> builder.schemas(Map.of(ID, TEXTS.get("schema.json"))));

    private static Map<String, String> texts() {
        Catalogue catalogue = Library.catalogue();
        return Map.of(
                "schema.json", Documents.all().get("schema.json").apply(catalogue),
                "openapi.json", Documents.all().get("openapi.json").apply(catalogue),
                "asyncapi.json", Documents.all().get("asyncapi.json").apply(catalogue),
                "library.d.ts", Documents.all().get("client.d.ts").apply(catalogue));
    }

    @Test
    @Tag("any-jdk")
    void areTakenByTheOfficialTools() throws Exception {
        NodeClients.install();
        Path folder = Files.createDirectories(BASEDIR.resolve("target/documents"));
        for (Map.Entry<String, String> text : TEXTS.entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
        copy(BASEDIR.resolve("src/main/resources/io/sockee/client/sockee-client.d.ts"), folder);
        copy(BASEDIR.resolve("src/test/js/documents/use.ts"), folder);
        JSONObject seen = NodeClients.run(
                "documents",
                "documents.js",
                List.of(
                        folder.toAbsolutePath().toString(),
                        folder.resolve("use.ts").toAbsolutePath().toString()));
        assertThat(seen.getJSONArray("typescript")).hasToString("[]");
        assertThat(seen.get("openapi")).hasToString("3.1");
        assertThat(seen.get("asyncapi")).hasToString("3.0.0");
    }

    private static void copy(Path file, Path folder) throws Exception {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "library.square | [25] | ",
                "library.square | [25,1] | ",
                "library.square | [40001] | must have a maximum",
                "library.square | [null] | integer expected",
                "library.square | [2.5] | integer expected",
                "library.square | [] | must have at least 1 items",
                "library.add | [{B}] | ",
                "library.add | [{B,'title':' '}] | does not match",
                "library.add | [{B,'title':null}] | string expected",
                "library.add | [{B,'authors':[]}] | at least 1 items",
                "library.add | [{B,'authors':[null]}] | null found, object expected",
                "library.add | [{B,'authors':[{'name':''}]}] | does not match",
                "library.add | [{B,'authors':[{'name':'A','mail':'x@y.z'}]}] | ",
                "library.add | [{B,'pages':0}] | must have an exclusive minimum",
                "library.add | [{B,'shelf':'AB12'}] | ",
                "library.add | [{B,'shelf':'AB'}] | does not match",
                "library.add | [{B,'genre':'MANUAL'}] | does not have a value in the enumeration",
                "library.add | [{B,'isbn':7}] | string expected",
                "library.add | [{B,'kind_of':['a']}] | at least 2 items",
                "library.unchecked | [{B,'title':' '}] | ",
                "library.find | ['a'] | must have at least 3 items",
                "library.find | ['a',null,1] | ",
                "library.find | ['a',null,0] | must have a minimum",
                "library.remove | [] | ",
                "library.remove | ['a','b'] | ",
                "library.remove | ['a',2] | [string, null] expected",
                "library.figure | [{'type':'circle','radius':2}] | ",
                "library.figure | [{'type':'line','radius':2}] | must be the constant",
                "library.tree | [{'name':'a','below':[{'name':'b','below':[7]}]}] | object expected",
                "library.grouped | [7] | ",
            })
    void whatASchemaLetsThrough(String call, String arguments, String problem) throws Exception {
        String book = "'title':'Socks','authors':[{'name':'Ann'}],'genre':'NOVEL','pages':7,'kind_of':['a','b'],"
                + "'isbn':'1'";
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(ID + "#/$defs/call%20" + call));
        String json =
                arguments.replace("B,", book + ",").replace("B}", book + "}").replace('\'', '"');
        String found = schema.validate(json, InputFormat.JSON).toString();
        if (problem == null) {
            assertThat(found).isEqualTo("[]");
        } else {
            assertThat(found).contains(problem);
        }
    }

    @Test
    void actionsAreDescribedWithTheirWays() throws Exception {
        JsonNode paths = JSON.readTree(TEXTS.get("openapi.json")).path("paths");
        assertThat(paths.path("/api/library/square").fieldNames()).toIterable().containsExactly("get", "post");
        assertThat(paths.path("/api/library/add").fieldNames()).toIterable().containsExactly("post");
        assertThat(paths.has("/api/raw")).as("no action").isFalse();
        assertThat(paths.at("/~1api~1library~1remove/post/responses").fieldNames())
                .toIterable()
                .containsExactly("204", "default");
        assertThat(paths.at("/~1api~1library~1remove/post/security")).hasToString("[{\"token\":[]}]");
        assertThat(paths.at("/~1api~1library~1square/get/parameters/0"))
                .hasToString("{\"name\":\"n\",\"in\":\"query\",\"required\":true,\"schema\":"
                        + "{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":40000}}");
    }

    /** What a method answers is what its schema says, also where annotations leave something out or replace it. */
    @Test
    void whatIsLeftOutOrReplacedIsNotPromised() throws Exception {
        JsonNode sparse = JSON.readTree(TEXTS.get("schema.json")).at("/$defs/Sparse");
        assertThat(sparse.path("required")).extracting(JsonNode::textValue).containsOnly("full", "author", "authors");
        assertThat(sparse.at("/properties/author")).hasToString("{}");
        assertThat(sparse.at("/properties/authors")).hasToString("{}");
        String written = Library.catalogue().mapper().writeValueAsString(new LibraryActions().sparse());
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(ID + "#/$defs/Sparse"));
        assertThat(schema.validate(written, InputFormat.JSON)).isEmpty();
    }

    @Test
    void eventsAreDescribedInBothDirections() throws Exception {
        JsonNode document = JSON.readTree(TEXTS.get("asyncapi.json"));
        assertThat(document.at("/channels/main/address").textValue()).isEqualTo("/");
        assertThat(document.at("/channels/staff/address").textValue()).isEqualTo("/staff");
        JsonNode operations = document.path("operations");
        assertThat(operations.at("/main.library.square/action").textValue()).isEqualTo("receive");
        assertThat(operations.at("/main.emit.lent/action").textValue()).isEqualTo("send");
        assertThat(operations.at("/staff.emit.closed/action").textValue()).isEqualTo("send");
        JsonNode message = document.at("/channels/main/messages/main.emit.lent");
        assertThat(message.path("name").textValue()).isEqualTo("lent");
        assertThat(message.at("/payload/prefixItems/1")).hasToString("{\"type\":\"string\",\"format\":\"date\"}");
    }

    @Test
    void whatAnEmitterEmitsIsDescribedByItsMethods() throws Exception {
        JsonNode document = JSON.readTree(TEXTS.get("asyncapi.json"));
        JsonNode arrived = document.at("/channels/main/messages/main.emit.arrived/payload");
        assertThat(arrived.path("minItems").intValue()).isEqualTo(3);
        assertThat(arrived.at("/prefixItems/0/items/$ref").textValue()).startsWith("#/components/schemas/");
        assertThat(arrived.at("/prefixItems/1"))
                .hasToString("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"array\",\"items\":"
                        + "{\"type\":\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647}}}");
        assertThat(arrived.at("/prefixItems/2")).hasToString("{\"type\":[\"string\",\"null\"]}");
        JsonNode operations = document.path("operations");
        assertThat(operations.at("/main.emit.news.closing/action").textValue()).isEqualTo("send");
        assertThat(operations.at("/main.emit.wanted/action").textValue()).isEqualTo("send");
        assertThat(operations.at("/main.emit.fined/action").textValue()).isEqualTo("send");
        assertThat(document.at("/channels/main/messages/main.emit.wanted/payload/prefixItems"))
                .as("without the time")
                .hasSize(1);
    }

    @Test
    void withoutActionsOverHttpThereAreNoPaths() throws Exception {
        Catalogue all = Library.catalogue();
        Catalogue closed = new Catalogue(
                "Closed", all.calls(), all.emitted(), all.mapper(), Optional.empty(), Optional.empty(), "/socket.io");
        assertThat(OpenApi.of(closed).path("paths")).isEmpty();
    }
}
