package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.EventName;
import io.sockee.api.Json;
import io.sockee.api.NameParam;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.metrics.Counters.Counter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How arguments become parameters, and what a client is told when they cannot. */
class BindingTest {

    public record Point(int x, @Nullable Integer y) {}

    public record Upload(String name, byte[] content, List<byte[]> parts) {}

    public record Wrapped(Json json) {}

    public static class Controller {
        @On("int")
        public String integer(int number) {
            return "int " + number;
        }

        @On("boxed")
        public String boxed(@Nullable Long number) {
            return "boxed " + number;
        }

        @On("text")
        public String text(@Nullable String text) {
            return "text " + text;
        }

        @On("point")
        public Point point(Point point) {
            return point;
        }

        @On("points")
        public List<Point> points(List<Point> points) {
            return points;
        }

        @On("map")
        public Map<String, Integer> map(Map<String, Integer> map) {
            return map;
        }

        @On("unit")
        public TimeUnit unit(TimeUnit unit) {
            return unit;
        }

        @On("time")
        public String time(Instant instant, LocalDate date) {
            return instant + " " + date;
        }

        @On("maybe")
        public String maybe(int number, Optional<Point> point) {
            return number + " " + point.map(Point::x);
        }

        @On("given")
        public String given(Socket socket, int number) {
            return socket.id() + " " + number;
        }

        @On("all")
        public void all(Arguments all, Ack ack) {
            ack.send(all, all.size());
        }

        @On("json")
        public Json json(Json json) {
            return json;
        }

        @On("wrapped")
        public Json wrapped(Wrapped wrapped) {
            return wrapped.json();
        }

        @On("rest")
        public String rest(int first, String... others) {
            return first + List.of(others).toString();
        }

        @On("sum")
        public int sum(int... numbers) {
            return IntStream.of(numbers).sum();
        }

        @On("odds")
        public String odds(OptionalInt small, OptionalLong large) {
            return small + " " + large;
        }

        @On("order.{id}.paid")
        public String paid(@EventName String name, @NameParam("id") int number, boolean now) {
            return name + " " + number + " " + now;
        }

        @On("order.exact.paid")
        public String exact() {
            return "exact";
        }

        @On({"log.*", "audit.*"})
        public String log(@EventName String name) {
            return name;
        }

        @On("upload")
        public String upload(Upload upload) {
            return upload.name()
                    + Arrays.toString(upload.content())
                    + Arrays.toString(upload.parts().get(0));
        }

        @On("download")
        public Upload download() {
            return new Upload("n", new byte[] {1}, List.of(new byte[] {2}, new byte[] {3}));
        }

        @On("buffer")
        public ByteBuffer buffer(ByteBuffer buffer) {
            return buffer;
        }
    }

    private final RecordingCalls calls = new RecordingCalls(Controller.class, new Controller(), false).asSocket();

    private static String success(String res) {
        return "{\"ok\":true,\"err\":false,\"res\":" + res + "}";
    }

    @ParameterizedTest(name = "{0}({1}) = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "int | 7 | \"int 7\"",
                "boxed | 12345678901 | \"boxed 12345678901\"",
                "boxed | null | \"boxed null\"",
                "text | \"\\u00e4\" | \"text \u00e4\"",
                "text | null | \"text null\"",
                "point | {\"x\":1,\"y\":2} | {\"x\":1,\"y\":2}",
                "point | {\"x\":1,\"more\":[]} | {\"x\":1,\"y\":null}",
                "point | null | null",
                "points | [{\"x\":1},{\"x\":2}] | [{\"x\":1,\"y\":null},{\"x\":2,\"y\":null}]",
                "map | {\"a\":1} | {\"a\":1}",
                "unit | \"DAYS\" | \"DAYS\"",
                "json | { \"a\" : 1.0, \"b\":1e400 , \"a\":2} | { \"a\" : 1.0, \"b\":1e400 , \"a\":2}",
                "wrapped | {\"json\":{\"a\":12345678901234567890,\"a\":0.10}} | {\"a\":12345678901234567890,\"a\":0.10}",
            })
    void bindsWhatFits(String event, String argument, String res) {
        assertThat(calls.ask(event, argument)).isEqualTo(success(res));
    }

    @Test
    void aNestedNumberStaysAsItIsWhateverItsSize() {
        assertThat(calls.ask("wrapped", "{\"json\":1e400}")).isEqualTo(success("1e400"));
        assertThat(calls.ask("wrapped", "{\"json\":[1e2147483648,{\"a\":[1.10,-0.0]},7]}"))
                .isEqualTo(success("[1e2147483648,{\"a\":[1.10,-0.0]},7]"));
    }

    @Test
    void bindsTimes() {
        assertThat(calls.ask("time", "\"2026-11-22T01:02:03Z\"", "\"2026-11-22\""))
                .isEqualTo(success("\"2026-11-22T01:02:03Z 2026-11-22\""));
    }

    @Test
    void anOptionalMayBeMissingOrNull() {
        assertThat(calls.ask("maybe", "1")).isEqualTo(success("\"1 Optional.empty\""));
        assertThat(calls.ask("maybe", "1", "null")).isEqualTo(success("\"1 Optional.empty\""));
        assertThat(calls.ask("maybe", "1", "{\"x\":2}")).isEqualTo(success("\"1 Optional[2]\""));
    }

    @Test
    void givenParametersTakeNoArgument() {
        assertThat(calls.ask("given", "5")).isEqualTo(success("\"socket-id 5\""));
    }

    @Test
    void allArgumentsAreThereAsTheyCame() {
        assertThat(calls.ask("all", "1.0", "{ }", "\"\\u0041\"")).isEqualTo("1.0,{ },\"\\u0041\",3");
        assertThat(calls.ask("all")).isEqualTo("0");
    }

    @Test
    void aVariableArityParameterTakesWhatIsLeft() {
        assertThat(calls.ask("rest", "1")).isEqualTo(success("\"1[]\""));
        assertThat(calls.ask("rest", "1", "\"a\"", "\"b\"")).isEqualTo(success("\"1[a, b]\""));
        assertThat(calls.ask("rest", "1", "\"a\"", "2")).contains("\"Argument 3 (others): expected String.\"");
        assertThat(calls.ask("sum", "1", "2", "3")).isEqualTo(success("6"));
    }

    @Test
    void optionalNumbersMayBeMissing() {
        assertThat(calls.ask("odds")).isEqualTo(success("\"OptionalInt.empty OptionalLong.empty\""));
        assertThat(calls.ask("odds", "1", "null")).isEqualTo(success("\"OptionalInt[1] OptionalLong.empty\""));
    }

    @Test
    void namesAreGivenAndTheirVariablesBound() {
        assertThat(calls.ask("order.7.paid", "true")).isEqualTo(success("\"order.7.paid 7 true\""));
        assertThat(calls.ask("order.x.paid", "true"))
                .isEqualTo("{\"ok\":false,\"err\":\"The name's id: expected int.\",\"res\":false}");
        for (String odd : List.of("null", " ", " 7", "7 ", "")) {
            assertThat(odd.isEmpty() ? "expected int." : calls.ask("order." + odd + ".paid", "true"))
                    .as("'" + odd + "'")
                    .contains("expected int.");
        }
        assertThat(calls.ask("order.8.paid")).contains("Argument 1 (now) is missing: expected boolean.");
        assertThat(calls.ask("order.exact.paid")).isEqualTo(success("\"exact\""));
        assertThat(calls.ask("log.any.thing:else")).isEqualTo(success("\"log.any.thing:else\""));
    }

    @Test
    void binaryDataIsBoundAtAnyDepth() {
        String upload = "{\"name\":\"n\",\"content\":{\"_placeholder\":true,\"num\":1},"
                + "\"parts\":[{\"num\":0,\"_placeholder\":true}]}";
        assertThat(calls.ask("upload", List.of(new byte[] {1}, new byte[] {2, 3}), upload))
                .isEqualTo(success("\"n[2, 3][1]\""));
        assertThat(calls.ask("buffer", List.of(new byte[] {9}), "{\"_placeholder\":true,\"num\":0}"))
                .isEqualTo(success("{\"_placeholder\":true,\"num\":0}"));
        assertThat(calls.attachments).containsExactly(new byte[] {9});
    }

    @Test
    void binaryDataIsSentAtAnyDepth() {
        assertThat(calls.ask("download"))
                .isEqualTo(success("{\"name\":\"n\",\"content\":{\"_placeholder\":true,\"num\":0},\"parts\":"
                        + "[{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":2}]}"));
        assertThat(calls.attachments).containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
    }

    @ParameterizedTest(name = "{0}({1}): {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "int | \"secret\" | Argument 1 (number): expected int.",
                "int | \"7\" | Argument 1 (number): expected int.",
                "int | null | Argument 1 (number): expected int.",
                "int | 1.5 | Argument 1 (number): expected int.",
                "int | 3000000000 | Argument 1 (number): expected int.",
                "point | {\"x\":3000000000} | Argument 1 (point) at x: expected int.",
                "int | true | Argument 1 (number): expected int.",
                "int | {} | Argument 1 (number): expected int.",
                "text | [\"secret\"] | Argument 1 (text): expected String.",
                "point | [] | Argument 1 (point): expected Point.",
                "point | {\"x\":\"secret\"} | Argument 1 (point) at x: expected int.",
                "points | [{\"x\":1},{\"x\":{}}] | Argument 1 (points) at [1].x: expected int.",
                "map | {\"secret\":\"secret\"} | Argument 1 (map) at [key]: expected Integer.",
                "unit | \"secret\" | Argument 1 (unit): expected one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS,"
                        + " MINUTES, HOURS, DAYS.",
                "unit | 3 | Argument 1 (unit): expected one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS,"
                        + " MINUTES, HOURS, DAYS.",
                "text | 7 | Argument 1 (text): expected String.",
                "text | true | Argument 1 (text): expected String.",
                "text | 1.5 | Argument 1 (text): expected String.",
                "rest | \"a\" | Argument 1 (first): expected int.",
                "upload | {\"content\":\"c2VjcmV0\"} | Argument 1 (upload) at content: expected binary data.",
                "upload | {\"content\":{\"_placeholder\":true,\"num\":0}} | Argument 1 (upload) at content: expected binary data.",
                "given | \"secret\" | Argument 1 (number): expected int.",
            })
    void saysWhatWasExpectedAndQuotesNothing(String event, String argument, String message) {
        assertThat(calls.ask(event, argument)).isEqualTo("{\"ok\":false,\"err\":\"" + message + "\",\"res\":false}");
        assertThat(calls.counters.get(io.sockee.metrics.Counters.Counter.CALLS_REFUSED))
                .isEqualTo(1);
    }

    @Test
    void leavesSurplusArgumentsOutAndCountsSuchCalls() {
        assertThat(calls.ask("int", "1", "{\"newer\":true}", "2")).isEqualTo(success("\"int 1\""));
        assertThat(calls.ask("order.exact.paid", "{}")).isEqualTo(success("\"exact\""));
        assertThat(calls.counters.get(Counter.SURPLUS_ARGUMENTS)).isEqualTo(2);
        assertThat(calls.ask("maybe", "1")).isEqualTo(success("\"1 Optional.empty\""));
        assertThat(calls.ask("rest", "1", "\"a\"")).isEqualTo(success("\"1[a]\""));
        assertThat(calls.counters.get(Counter.SURPLUS_ARGUMENTS)).isEqualTo(2);
        assertThat(calls.ask("int", "\"x\"", "1")).contains("Argument 1 (number): expected int.");
    }

    @Test
    void refusesSurplusArgumentsWhereThatIsSet() {
        RecordingCalls strict = new RecordingCalls(Controller.class, new Controller(), false, true);
        assertThat(strict.ask("int", "1", "2")).contains("\"Too many arguments: 2 came, expected 1 (number).\"");
        assertThat(strict.ask("order.exact.paid", "1")).contains("\"Too many arguments: 1 came, expected 0.\"");
        assertThat(strict.counters.get(Counter.SURPLUS_ARGUMENTS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void warnsOfSurplusArgumentsOnceForEachMethodInDevelopmentOnly(boolean dev) {
        RecordingCalls developed = new RecordingCalls(Controller.class, new Controller(), dev);
        try (LogLines log = LogLines.of(Strays.class)) {
            developed.ask("int", "1", "\"secret\"");
            developed.ask("int", "2", "\"secret\"", "3");
            developed.ask("text", "\"a\"", "\"secret\"");
            assertThat(log.warnings()).hasSize(dev ? 2 : 0).noneMatch(line -> line.contains("secret"));
            if (dev) {
                assertThat(log.warnings().get(0))
                        .contains("Controller.integer was called with 2 arguments and takes 1 (number).")
                        .contains("sockee.controllers.surplus-arguments=refuse");
            }
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(calls.ask("int")).contains("\"Argument 1 (number) is missing: expected int.\"");
        assertThat(calls.ask("time", "\"2026-11-22T01:02:03Z\""))
                .contains("\"Argument 2 (date) is missing: expected LocalDate.\"");
        assertThat(calls.ask("maybe")).contains("\"Argument 1 (number) is missing: expected int.\"");
    }
}
