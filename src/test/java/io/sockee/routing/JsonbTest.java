package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations of JSON-B: honoured both ways, or the deployment stops. */
class JsonbTest {

    /** Hides in all the ways there are. */
    public static class Person {
        @JsonbTransient
        public String publicField = "secret";

        @JsonbTransient
        private String privateField = "secret";

        private String getter = "secret";
        private String setter = "fixed";
        private String both = "secret";

        @JsonbProperty("display_name")
        private String name = "";

        @JsonbProperty("hidden")
        private String neitherReadNorWritten = "secret";

        public String getPrivateField() {
            return privateField;
        }

        public void setPrivateField(String value) {
            privateField = value;
        }

        @JsonbTransient
        public String getGetter() {
            return getter;
        }

        public void setGetter(String value) {
            getter = value;
        }

        public String getSetter() {
            return setter;
        }

        @JsonbTransient
        public void setSetter(String value) {
            setter = value;
        }

        @JsonbTransient
        public String getBoth() {
            return both;
        }

        @JsonbTransient
        public void setBoth(String value) {
            both = value;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        String all() {
            return String.join(",", publicField, privateField, getter, setter, both, name, neitherReadNorWritten);
        }
    }

    public record Shown(
            @JsonbProperty("display_name") String name,
            @JsonbTransient @Nullable String password) {}

    @JsonbPropertyOrder({"z", "a"})
    public static class Ordered {
        public int a = 1;
        public int m = 2;
        public int z = 3;
    }

    public static final class Made {
        private final String name;

        private Made(String name) {
            this.name = name;
        }

        @JsonbCreator
        public static Made of(@JsonbProperty("n") String name) {
            return new Made(name);
        }

        @JsonbProperty("n")
        public String getName() {
            return name;
        }
    }

    public record Dates(
            @JsonbDateFormat("dd.MM.yyyy") LocalDate day,
            @JsonbDateFormat("yyyy-MM-dd HH:mm") Instant minute,
            @JsonbDateFormat(JsonbDateFormat.TIME_IN_MILLIS) Instant millis,

            @JsonbDateFormat(value = "d MMMM yyyy", locale = "de")
            LocalDate german) {}

    @JsonbDateFormat("yyyyMMdd")
    public static class OfClass {
        private LocalDate day = LocalDate.EPOCH;

        public LocalDate getDay() {
            return day;
        }

        public void setDay(LocalDate day) {
            this.day = day;
        }
    }

    public record Numbers(
            @JsonbNumberFormat("#,##0.00") BigDecimal price,

            @JsonbNumberFormat(value = "#,##0.00", locale = "de-DE")
            double german,

            @JsonbNumberFormat("000") int padded) {}

    public static final class Color {
        final int rgb;

        Color(int rgb) {
            this.rgb = rgb;
        }
    }

    public static class ColorAdapter implements JsonbAdapter<Color, String> {
        @Override
        public String adaptToJson(Color color) {
            return "#" + Integer.toHexString(color.rgb);
        }

        @Override
        public Color adaptFromJson(String text) {
            if (!text.startsWith("#")) {
                throw new IllegalArgumentException("secret");
            }
            return new Color(Integer.parseInt(text.substring(1), 16));
        }
    }

    public record Painted(
            @JsonbTypeAdapter(ColorAdapter.class) Color color) {}

    @JsonbTypeInfo(
            key = "kind",
            value = {@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    public interface Animal {}

    public record Dog(String barks) implements Animal {}

    public record Cat(int lives) implements Animal {}

    private final ValueCodec codec = new ValueCodec(100);

    private String write(Object value) {
        return codec.write(value, new ArrayList<>());
    }

    private <T> T read(Class<T> type, String json) {
        return type.cast(codec.read(codec.reader(type), RawArguments.of(List.of(json), List.of()), 0, "It"));
    }

    @Test
    void whatIsTransientNeitherGoesOutNorComesIn() {
        assertThat(write(new Person())).isEqualTo("{\"setter\":\"fixed\",\"display_name\":\"\"}");
        Person person = read(
                Person.class,
                "{'publicField':'x','privateField':'x','getter':'in','setter':'x','both':'x','display_name':'Ann','name':'x','hidden':'x','neitherReadNorWritten':'x'}"
                        .replace('\'', '"'));
        assertThat(person.all()).isEqualTo("secret,secret,in,fixed,secret,Ann,secret");
    }

    @Test
    void recordsAreHonoured() {
        assertThat(write(new Shown("Ann", "secret"))).isEqualTo("{\"display_name\":\"Ann\"}");
        assertThat(read(Shown.class, "{\"display_name\":\"Ann\",\"password\":\"x\"}"))
                .isEqualTo(new Shown("Ann", null));
    }

    @Test
    void propertiesHaveTheirOrder() {
        assertThat(write(new Ordered())).isEqualTo("{\"z\":3,\"a\":1,\"m\":2}");
    }

    @Test
    void creatorsMake() {
        assertThat(write(read(Made.class, "{\"n\":\"Ann\"}"))).isEqualTo("{\"n\":\"Ann\"}");
    }

    @Test
    void datesHaveTheirFormat() {
        String json = "{\"day\":\"27.11.2026\",\"minute\":\"2026-11-27 10:15\",\"millis\":1700000000123,"
                + "\"german\":\"5 Mai 2026\"}";
        Dates dates = read(Dates.class, json);
        assertThat(dates)
                .isEqualTo(new Dates(
                        LocalDate.of(2026, 11, 27),
                        Instant.parse("2026-11-27T10:15:00Z"),
                        Instant.ofEpochMilli(1_700_000_000_123L),
                        LocalDate.of(2026, 5, 5)));
        assertThat(write(dates)).isEqualTo(json);
        assertThat(write(read(OfClass.class, "{\"day\":\"20261127\"}"))).isEqualTo("{\"day\":\"20261127\"}");
    }

    @Test
    void numbersHaveTheirFormat() {
        String json = "{\"price\":\"1,234.50\",\"german\":\"1.234,50\",\"padded\":\"007\"}";
        Numbers numbers = read(Numbers.class, json);
        assertThat(numbers).isEqualTo(new Numbers(new BigDecimal("1234.50"), 1234.5, 7));
        assertThat(write(numbers)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"1,234.50x\"", "\"x\"", "\"\"", "7", "{}", "null"})
    void whatIsNotOfTheFormatIsRefused(String padded) {
        assertThatThrownBy(() -> read(Numbers.class, "{\"price\":\"1\",\"german\":\"1\",\"padded\":" + padded + "}"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("It at padded: expected int.");
    }

    @Test
    void adaptersAdapt() {
        assertThat(write(read(Painted.class, "{\"color\":\"#ff\"}"))).isEqualTo("{\"color\":\"#ff\"}");
        assertThatThrownBy(() -> read(Painted.class, "{\"color\":\"red\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("It at color: ")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(Painted.class, "{\"color\":7}")).isInstanceOf(RefusedException.class);
    }

    @Test
    void kindsAreToldApart() {
        assertThat(read(Animal.class, "{\"kind\":\"dog\",\"barks\":\"loud\"}")).isEqualTo(new Dog("loud"));
        assertThat(write(new Cat(7))).isEqualTo("{\"kind\":\"cat\",\"lives\":7}");
        assertThatThrownBy(() -> read(Animal.class, "{\"kind\":\"java.lang.Thread\"}"))
                .isInstanceOf(RefusedException.class);
    }

    // What is not honoured

    public static class ColorSerializer implements JsonbSerializer<Color> {
        @Override
        public void serialize(Color color, JsonGenerator out, SerializationContext context) {
            out.write(color.rgb);
        }
    }

    public static class ColorDeserializer implements JsonbDeserializer<Color> {
        @Override
        public Color deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return new Color(0);
        }
    }

    public static class AllVisible implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return true;
        }

        @Override
        public boolean isVisible(Method method) {
            return true;
        }
    }

    public record Serialized(
            @JsonbTypeSerializer(ColorSerializer.class) Color color) {}

    public record Deserialized(
            @JsonbTypeDeserializer(ColorDeserializer.class) Color color) {}

    @JsonbVisibility(AllVisible.class)
    public static class Visible {
        public int shown = 1;
    }

    public record Outer(List<Optional<Visible>> all) {}

    public static class ConstructedAdapter extends ColorAdapter {
        public ConstructedAdapter(int unused) {}
    }

    public record Unadapted(
            @JsonbTypeAdapter(ConstructedAdapter.class) Color color) {}

    public static class Controllers {
        public static class TakesSerialized {
            @On("e")
            public void call(Serialized value) {}
        }

        public static class TakesDeserialized {
            @On("e")
            public void call(List<Deserialized> values) {}
        }

        public static class TakesVisible {
            @On("e")
            public void call(Map<String, Visible> values) {}
        }

        public static class ReturnsSerialized {
            @On("e")
            public CompletionStage<Map<String, List<Serialized>>> call() {
                throw new IllegalStateException();
            }
        }

        public static class ReturnsVisible {
            @On("e")
            public Outer[] call() {
                return new Outer[0];
            }
        }

        public static class ReturnsUnadapted {
            @On("e")
            public Unadapted call() {
                throw new IllegalStateException();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TakesSerialized | JsonbTest$Serialized.color has @JsonbTypeSerializer",
                "TakesDeserialized | JsonbTest$Deserialized.color has @JsonbTypeDeserializer",
                "TakesVisible | JsonbTest$Visible has @JsonbVisibility",
                "ReturnsSerialized | JsonbTest$Serialized.color has @JsonbTypeSerializer",
                "ReturnsVisible | JsonbTest$Visible has @JsonbVisibility",
                "ReturnsUnadapted | JsonbTest$ConstructedAdapter cannot be made",
            })
    void whatIsNotHonouredStopsTheDeploymentByName(String controller, String named) throws Exception {
        Class<?> type = Class.forName(Controllers.class.getName() + "$" + controller);
        assertThatThrownBy(() -> scan(type))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(controller + ".call");
    }

    private <T> void scan(Class<T> type) throws ReflectiveOperationException {
        new ControllerScan(codec, Optional.empty(), key -> Optional.empty())
                .add(type, type.getConstructor().newInstance());
    }

    @ParameterizedTest
    @ValueSource(classes = {Serialized.class, Deserialized.class, Visible.class})
    void andKeepsWhatIsEmittedIn(Class<?> type) {
        Object value = type == Serialized.class
                ? new Serialized(new Color(1))
                : type == Deserialized.class ? new Deserialized(new Color(1)) : new Visible();
        assertThatThrownBy(() -> write(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Jsonb");
    }
}
