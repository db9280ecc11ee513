package io.sockee.it.binding;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.EventName;
import io.sockee.api.Handshake;
import io.sockee.api.Json;
import io.sockee.api.On;
import io.sockee.api.Socket;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** One method for each kind of parameter; most give back what they got. */
@Controller(namespace = {"/binding", "/binding-too"})
public class BindingController {

    /** Names of colors. */
    public enum Color {
        RED,
        GREEN
    }

    public record Item(String name, int count) {}

    public record Files(String title, Map<String, List<byte[]>> parts) {}

    @On("record")
    public Item record(Item item) {
        return item;
    }

    @On("bean")
    public Address bean(Address address) {
        return address;
    }

    @On("generic")
    public List<Map<String, Item>> generic(List<Map<String, Item>> items) {
        Optional<Item> first =
                items.stream().flatMap(map -> map.values().stream()).findFirst();
        first.ifPresent(item -> assertNamed(item.name()));
        return items;
    }

    private static void assertNamed(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
    }

    @On("color")
    public Color color(Color color) {
        return color;
    }

    @On("colors")
    public Set<Color> colors(Set<Color> colors) {
        return colors;
    }

    @On("time")
    public List<String> time(Instant instant, LocalDate date, Duration duration) {
        return List.of(instant.toString(), date.toString(), duration.toString());
    }

    @On("uuid")
    public UUID uuid(UUID uuid) {
        return uuid;
    }

    @On("numbers")
    public List<String> numbers(long whole, double real, BigDecimal exact, boolean flag) {
        return List.of(Long.toString(whole), Double.toString(real), exact.toString(), Boolean.toString(flag));
    }

    @On("text")
    public String text(String text) {
        return text;
    }

    @On("number")
    public int number(int number) {
        return number;
    }

    @On("optional")
    public String optional(String first, Optional<Item> item) {
        return first + ", " + item.map(Item::name).orElse("nothing");
    }

    @On("optional-int")
    public String optionalInt(OptionalInt number) {
        return number.isPresent() ? "number " + number.getAsInt() : "nothing";
    }

    @On("nullable")
    public String nullable(Item item) {
        return item == null ? "null" : item.name();
    }

    @On("json")
    public Json json(Json json) {
        return json;
    }

    @On("node")
    public String node(JsonNode node) {
        return node.path("a").path(1).asText();
    }

    /** Annotations and values of the server's own JSON-B and JSON-P. */
    public record Account(
            @JsonbProperty("user_name") String name,
            @JsonbTransient String password,
            @JsonbDateFormat("dd.MM.yyyy") LocalDate since,
            JsonObject more) {}

    @On("account")
    public Account account(Account account) {
        return new Account(account.name(), "secret " + account.password(), account.since(), account.more());
    }

    @On("json-value")
    public JsonValue jsonValue(JsonValue value) {
        return value;
    }

    @On("json-array")
    public int jsonArray(JsonArray array, JsonString text, JsonNumber number) {
        return array.size() + text.getString().length() + number.intValue();
    }

    @On("made")
    public JsonObject made() {
        return jakarta.json.Json.createObjectBuilder()
                .add("amount", new BigDecimal("1.10"))
                .addNull("nothing")
                .add("list", jakarta.json.Json.createArrayBuilder().add(true))
                .build();
    }

    @On("untyped")
    public Map<String, Object> untyped(Map<String, Object> untyped) {
        return untyped;
    }

    @On("files")
    public Files files(Files files) {
        return files;
    }

    @On("buffer")
    public int buffer(ByteBuffer buffer) {
        return buffer.remaining();
    }

    @On("rest")
    public List<Object> rest(int first, String... rest) {
        return List.of(first, Arrays.asList(rest));
    }

    @On("raw")
    public Arguments raw(Arguments arguments) {
        return arguments;
    }

    @On("context")
    public List<Object> context(Socket socket, String text, Handshake handshake, @EventName String name) {
        return List.of(socket.namespace(), text, handshake.query().getOrDefault("transport", ""), name);
    }

    @On({"first", "second", "third:one"})
    public String several(@EventName String name, int number) {
        return name + " " + number;
    }
}
