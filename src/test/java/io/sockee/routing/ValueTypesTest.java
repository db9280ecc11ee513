package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.api.Json;
import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's table of Java types and their JSON, row by row and both ways; and what becomes of what is not in it. */
class ValueTypesTest {
    private static final String LONG_DECIMAL = "12345678901234567890.123";

    public record Point(int x, @Nullable Integer y) {}

    public record Amounts(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long id,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price) {}

    public static class Account {
        private BigInteger number = BigInteger.ZERO;

        @JsonFormat(shape = JsonFormat.Shape.STRING)
        public BigInteger getNumber() {
            return number;
        }

        public void setNumber(BigInteger number) {
            this.number = number;
        }
    }

    public record Stamp(
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at) {}

    public record German(@JsonFormat(pattern = "ddMMyyyy") LocalDate day) {}

    private final ValueCodec codec = new ValueCodec(100);

    private String write(@Nullable Object value) {
        return codec.write(value, new ArrayList<>());
    }

    private Object read(java.lang.reflect.Type type, String json) {
        return codec.read(codec.reader(type), RawArguments.of(List.of(json), List.of()), 0, "It");
    }

    private static ArgumentSet row(Object value, String json) {
        return row(value.getClass(), value, json);
    }

    private static ArgumentSet row(java.lang.reflect.Type type, Object value, String json) {
        return org.junit.jupiter.params.provider.Arguments.argumentSet(
                type.getTypeName() + " " + json, type, value, json);
    }

    static Stream<ArgumentSet> rows() {
        ZonedDateTime zoned = ZonedDateTime.of(2026, 11, 27, 10, 15, 30, 0, ZoneOffset.ofHours(5));
        return Stream.of(
                row(boolean.class, true, "true"),
                row(byte.class, (byte) -7, "-7"),
                row(short.class, (short) 7, "7"),
                row(int.class, 7, "7"),
                row(long.class, 9_007_199_254_740_993L, "9007199254740993"),
                row(double.class, 1.5, "1.5"),
                row(float.class, 1.5f, "1.5"),
                row(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                row(new BigDecimal("1.10"), "1.10"),
                row(new BigDecimal(LONG_DECIMAL), LONG_DECIMAL),
                row("a\u00e4\ud83d\ude00", "\"a\u00e4\ud83d\ude00\""),
                row(char.class, 'c', "\"c\""),
                row(TimeUnit.DAYS, "\"DAYS\""),
                row(
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                        "\"123e4567-e89b-12d3-a456-426614174000\""),
                row(URI.create("https://example.org/"), "\"https://example.org/\""),
                row(Locale.GERMANY, "\"de_DE\""),
                row(Instant.parse("2026-11-27T10:15:30.123Z"), "\"2026-11-27T10:15:30.123Z\""),
                row(zoned.toOffsetDateTime(), "\"2026-11-27T10:15:30+05:00\""),
                row(zoned, "\"2026-11-27T10:15:30+05:00\""),
                row(LocalDate.of(2026, 11, 27), "\"2026-11-27\""),
                row(LocalTime.of(10, 15, 30), "\"10:15:30\""),
                row(LocalDateTime.of(2026, 11, 27, 10, 15), "\"2026-11-27T10:15:00\""),
                row(OffsetTime.of(10, 15, 30, 0, ZoneOffset.ofHours(-3)), "\"10:15:30-03:00\""),
                row(Duration.ofMillis(90_500), "\"PT1M30.5S\""),
                row(Period.of(1, 2, 3), "\"P1Y2M3D\""),
                row(Year.of(2026), "\"2026\""),
                row(YearMonth.of(2026, 11), "\"2026-11\""),
                row(MonthDay.of(11, 27), "\"--11-27\""),
                row(DayOfWeek.MONDAY, "\"MONDAY\""),
                row(Month.MAY, "\"MAY\""),
                row(ZoneOffset.class, ZoneOffset.ofHours(2), "\"+02:00\""),
                row(ZoneId.class, ZoneId.of("Europe/Berlin"), "\"Europe/Berlin\""),
                row(new Date(1_700_000_000_123L), "\"2023-11-14T22:13:20.123+00:00\""),
                row(Calendar.class, calendar(1_700_000_000_123L), "\"2023-11-14T22:13:20.123+00:00\""),
                row(new Point(1, null), "{\"x\":1,\"y\":null}"),
                row(new TypeReference<List<Point>>() {}.getType(), List.of(new Point(1, 2)), "[{\"x\":1,\"y\":2}]"),
                row(new TypeReference<Set<Integer>>() {}.getType(), Set.of(1), "[1]"),
                row(int[].class, new int[] {1, 2}, "[1,2]"),
                row(double[].class, new double[] {1.5, 2}, "[1.5,2.0]"),
                row(new TypeReference<Map<String, Integer>>() {}.getType(), Map.of("a", 1), "{\"a\":1}"),
                row(
                        new TypeReference<Map<LocalDate, Integer>>() {}.getType(),
                        Map.of(LocalDate.of(2026, 1, 2), 1),
                        "{\"2026-01-02\":1}"),
                row(new TypeReference<Optional<Integer>>() {}.getType(), Optional.of(1), "1"),
                row(OptionalInt.of(1), "1"),
                row(OptionalLong.of(1), "1"),
                row(OptionalDouble.of(1.5), "1.5"),
                row(Json.class, new Json("{ \"a\" : 1.0 }"), "{ \"a\" : 1.0 }"),
                row(
                        new Amounts(9_007_199_254_740_993L, new BigDecimal("1.10")),
                        "{\"id\":\"9007199254740993\",\"price\":\"1.10\"}"));
    }

    private static Calendar calendar(long millis) {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(millis);
        return calendar;
    }

    /** Those of the guide's table that have tests of their own, below or in {@link BindingTest}. */
    private static final List<String> APART = List.of(
            "JsonNode",
            "JsonValue",
            "JsonObject",
            "JsonArray",
            "JsonString",
            "JsonNumber",
            "Object",
            "Map<String, Object>",
            "List<?>",
            "byte[]",
            "ByteBuffer",
            "@JsonFormat(shape = JsonFormat.Shape.STRING)");

    @Test
    void eachTypeOfTheGuidesTableIsTriedHere() throws IOException {
        Set<String> tried = new HashSet<>(APART);
        rows().forEach(row -> tried.add(simpleName((java.lang.reflect.Type) row.get()[0])));
        List<String> table = Files.readString(Path.of(System.getProperty("basedir", ""), "docs/guide/arguments.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| Java | JSON |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .toList();
        List<String> named = Pattern.compile("`([^`]+)`")
                .matcher(String.join(" ", table))
                .results()
                .map(name -> name.group(1).replaceFirst("^java\\.util\\.", ""))
                .toList();
        assertThat(named).hasSizeGreaterThan(40).allMatch(tried::contains);
    }

    private static String simpleName(java.lang.reflect.Type type) {
        java.lang.reflect.Type raw =
                type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw instanceof Class<?> known ? known.getSimpleName() : raw.getTypeName();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void goesOutAndComesIn(java.lang.reflect.Type type, Object value, String json) {
        assertThat(write(value)).isEqualTo(json);
        assertThat(read(type, json)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {JsonNode.class, Object.class, JsonValue.class, Json.class, JsonStructure.class, JsonObject.class
            })
    void numbersKeepTheirDigitsWhereNoTypeTakesThem(Class<?> type) {
        String json = "{\"a\":1.10,\"b\":" + LONG_DECIMAL + ",\"c\":[12345678901234567890123,0.0],\"d\":-1}";
        assertThat(write(read(type, json))).isEqualTo(json);
    }

    @Test
    void numbersKeepTheirDigitsInMapsAndLists() {
        java.lang.reflect.Type map = new TypeReference<Map<String, Object>>() {}.getType();
        java.lang.reflect.Type list = new TypeReference<List<Number>>() {}.getType();
        assertThat(write(read(map, "{\"a\":1.10}"))).isEqualTo("{\"a\":1.10}");
        assertThat(write(read(list, "[1.10," + LONG_DECIMAL + ",7]"))).isEqualTo("[1.10," + LONG_DECIMAL + ",7]");
        assertThat(write(read(List.class, "[{\"a\":[1.10]}]"))).isEqualTo("[{\"a\":[1.10]}]");
    }

    @Nested
    class ANumberOfJavaScriptsAsText {

        @Test
        void comesInAndGoesOutWhereAnAnnotationSaysSo() {
            assertThat(read(Amounts.class, "{\"id\":9007199254740993,\"price\":1.10}"))
                    .as("without quotes, too")
                    .isEqualTo(new Amounts(9_007_199_254_740_993L, new BigDecimal("1.10")));
            Account account = (Account) read(Account.class, "{\"number\":\"123456789012345678901\"}");
            assertThat(write(account)).isEqualTo("{\"number\":\"123456789012345678901\"}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"\"",
                    "\" 1\"",
                    "\"1.0\"",
                    "\"0x10\"",
                    "\"1e3\"",
                    "\"9223372036854775808\"",
                    "\"\u0661\"",
                    "true",
                    "1.5",
                    "null",
                    "\"NaN\""
                })
        void isWholeAndOfItsType(String id) {
            refuses(Amounts.class, "{\"id\":" + id + ",\"price\":1}", "It at id: expected long.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"1,5\"", "\"1e2147483648\"", "\"1.\"", "\".5\"", "\"Infinity\"", "\"+1\""})
        void hasJsonsNotation(String price) {
            refuses(Amounts.class, "{\"id\":1,\"price\":" + price + "}", "It at price: expected BigDecimal.");
        }

        @Test
        void isNotGuessedElsewhere() {
            refuses(long.class, "\"7\"", "It: expected long.");
            refuses(BigDecimal.class, "\"7\"", "It: expected BigDecimal.");
        }
    }

    private void refuses(java.lang.reflect.Type type, String json, String message) {
        assertThatThrownBy(() -> read(type, json))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Instant.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetTime.class,
                Duration.class,
                Period.class,
                Year.class,
                YearMonth.class,
                MonthDay.class,
                Date.class,
                Calendar.class,
                ZoneId.class
            })
    void aNumberIsNoTime(Class<?> type) {
        for (String json : List.of("1700000000123", "1.5", "[2026,11,27,10,0]", "true", "{}", "\"\"", "\"now\"")) {
            refuses(type, json, "It: expected " + type.getSimpleName() + ".");
        }
        if (type != Year.class) {
            refuses(type, "\"1700000000123\"", "It: expected " + type.getSimpleName() + ".");
        }
    }

    @Test
    void whatAnAnnotationSaysOfATimeHolds() {
        assertThat(write(read(Stamp.class, "{\"at\":1700000000}"))).startsWith("{\"at\":1700000000");
        assertThat(write(read(German.class, "{\"day\":\"27112026\"}"))).isEqualTo("{\"day\":\"27112026\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T10:15:30+05:00[Asia/Karachi], 2026-11-27T10:15:30+05:00",
        "2026-11-27T10:15:30Z, 2026-11-27T10:15:30Z"
    })
    void theOffsetOfATimeStays(String in, String out) {
        assertThat(write(read(ZonedDateTime.class, '"' + in + '"'))).isEqualTo('"' + out + '"');
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BigDecimal.class, BigInteger.class, long.class, int.class, double.class, float.class, Double.class,
                Number.class, Object.class, JsonNode.class, Map.class, JsonValue.class, JsonNumber.class, List.class,
                Instant.class, Duration.class, String.class, boolean.class, TimeUnit.class
            })
    void aHugeExponentIsRefusedEverywhere(Class<?> type) {
        for (String number : List.of(
                "1e2147483648",
                "1e2147483647",
                "-1E+999999999",
                "1e-99999999999999999999",
                "1e10000",
                "1e-2147483648")) {
            boolean zero =
                    (type == double.class || type == Double.class || type == float.class) && number.contains("e-");
            if (!zero) { // which is what such a number is as one of these
                assertThatThrownBy(() -> read(type, number)).as(number).isInstanceOf(RefusedException.class);
            }
            if (type == Map.class || type == Object.class || type == JsonNode.class || type == JsonValue.class) {
                assertThatThrownBy(() -> read(type, "{\"a\":[" + number + "]}")).isInstanceOf(RefusedException.class);
            }
        }
    }

    @Test
    void anExponentOfFourDigitsIsNone() {
        assertThat(read(BigDecimal.class, "1e9999")).isEqualTo(new BigDecimal("1e9999"));
        assertThat(read(BigDecimal.class, "1e+0000000009")).isEqualTo(new BigDecimal("1e9"));
        refuses(double.class, "1e400", "It: expected double.");
        refuses(float.class, "1e39", "It: expected float.");
        refuses(double.class, "\"NaN\"", "It: expected double.");
        refuses(Double.class, "\"Infinity\"", "It: expected Double.");
        refuses(double[].class, "[1,\"NaN\"]", "It at [1]: expected double.");
        refuses(float[].class, "[1e39]", "It at [0]: expected float.");
        refuses(double[].class, "[null]", "It at [0]: expected double.");
        refuses(double[].class, "1.5", "It: expected list of double.");
        assertThat(read(Json.class, "1e2147483648")).as("not looked into").isEqualTo(new Json("1e2147483648"));
    }

    @Test
    void whatJsonDoesNotHaveGoesOutAsNull() {
        record Means(double a, Float b, double[] c, Optional<Double> d, Map<String, Object> e, JsonNode f) {}
        JsonNode node = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .arrayNode()
                .add(Double.NaN);
        assertThat(write(new Means(
                        Double.NaN,
                        Float.POSITIVE_INFINITY,
                        new double[] {1, Double.NEGATIVE_INFINITY},
                        Optional.of(Double.NaN),
                        Map.of("x", Double.NaN),
                        node)))
                .isEqualTo("{\"a\":null,\"b\":null,\"c\":[1.0,null],\"d\":null,\"e\":{\"x\":null},\"f\":[null]}");
    }

    @Test
    void whatIsMissingIsSaidToBe() {
        refuses(Point.class, "{}", "It at x is missing: expected int.");
        refuses(Point.class, "{\"x\":null}", "It at x: expected int.");
        refuses(Point[].class, "[{\"x\":1},{\"y\":1}]", "It at [1].x is missing: expected int.");
        refuses(
                new TypeReference<Map<String, Point>>() {}.getType(),
                "{\"k\":{}}",
                "It at [key].x is missing: expected int.");
    }

    @Nested
    class AValueOfJsonp {

        @Test
        void comesInAndGoesOut() {
            for (Class<?> type : List.of(JsonValue.class, JsonStructure.class, JsonObject.class)) {
                assertThat(write(read(type, "{\"a\":[1,\"x\",true,false,null,{}]}")))
                        .isEqualTo("{\"a\":[1,\"x\",true,false,null,{}]}");
            }
            assertThat(((JsonArray) read(JsonArray.class, "[1.10]"))
                            .getJsonNumber(0)
                            .bigDecimalValue())
                    .isEqualTo(new BigDecimal("1.10"));
            assertThat(((JsonString) read(JsonString.class, "\"\u00e4\"")).getString())
                    .isEqualTo("\u00e4");
            assertThat(((JsonNumber) read(JsonNumber.class, "7")).intValue()).isEqualTo(7);
            assertThat(read(JsonValue.class, "null")).isEqualTo(JsonValue.NULL);
        }

        @Test
        void isAFieldOfOthers() {
            record Holder(
                    JsonObject object,
                    List<JsonValue> values,
                    @Nullable JsonString text) {}
            String json = "{\"object\":{\"a\":1.0},\"values\":[1,null,\"x\"],\"text\":null}";
            assertThat(write(read(Holder.class, json))).isEqualTo(json);
        }

        @Test
        void isOfItsKind() {
            refuses(JsonObject.class, "[]", "It: expected object.");
            refuses(JsonArray.class, "{}", "It: expected list of JsonValue.");
            refuses(JsonString.class, "1", "It: expected JsonString.");
            refuses(JsonNumber.class, "\"1\"", "It: expected JsonNumber.");
            refuses(JsonStructure.class, "1", "It: expected JsonStructure.");
        }
    }
}
