package io.sockee.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    /** Texts that a parser would change, if it made values of them. */
    private static final List<String> EXACT = List.of(
            "1.0",
            "-0",
            "-0.0",
            "1e400",
            "1E+2",
            "12345678901234567890",
            "0.1000000000000000055511151231257827",
            "\"\"",
            "\"\\u00e4\\/\\n\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00 \\ud83d\\ude00\"",
            "\"\u2028\ud83d\ude00\"",
            "\"],[,\"",
            "{\"a\":1,\"a\":2}",
            "{ \"b\" : [ 1 , 2 ]\t}",
            "{\"__proto__\":{\"x\":null}}",
            "[[],{},[\"]\"]]",
            "true",
            "null");

    private final EventReader reader = new EventReader(20);

    @Test
    void keepsEveryCharacterOfAnArgument() {
        for (String json : EXACT) {
            Event event = reader.event("[\"e\"," + json + "]", 0).orElseThrow(() -> new AssertionError(json));
            assertThat(event.name()).isEqualTo("e");
            assertThat(event.arguments().count()).isEqualTo(1);
            assertThat(event.arguments().json(0)).isEqualTo(json);
        }
    }

    @Test
    void findsEachArgumentWhateverStandsBetweenThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            List<String> arguments = IntStream.range(0, random.nextInt(7))
                    .mapToObj(i -> EXACT.get(random.nextInt(EXACT.size())))
                    .toList();
            StringBuilder text = new StringBuilder(space(random))
                    .append('[')
                    .append(space(random))
                    .append("\"e\"");
            arguments.forEach(a ->
                    text.append(space(random)).append(',').append(space(random)).append(a));
            text.append(space(random)).append(']').append(space(random));
            assertArguments("seed " + seed + ": " + text, text.toString(), arguments);
        }
    }

    private static String space(Random random) {
        return random.nextBoolean() ? "" : " \t\n\r".substring(random.nextInt(4));
    }

    /** The parser reads long texts piece by piece: positions must hold across the seams. */
    @Test
    void findsTheArgumentsOfALongText() {
        for (int length = 31_990; length < 33_000; length += 7) {
            List<String> arguments = List.of(
                    "\"" + "x".repeat(length) + "\"",
                    "12345",
                    "\"" + "y".repeat(40_000) + "\"",
                    "{\"key\":[" + "1,".repeat(20_000) + "1]}",
                    "true");
            assertArguments("length " + length, "[\"e\"," + String.join(" , ", arguments) + "]", arguments);
        }
    }

    private void assertArguments(String description, String text, List<String> arguments) {
        RawArguments found = reader.event(text, 0)
                .orElseThrow(() -> new AssertionError(description))
                .arguments();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            read.add(found.json(i));
        }
        assertThat(read).as(description).isEqualTo(arguments);
        StringBuilder all = new StringBuilder();
        found.appendTo(all);
        assertThat(found.length()).as(description).isEqualTo(all.length());
        if (!arguments.isEmpty()) {
            assertThat(text).contains(all);
            assertThat(all).startsWith(arguments.get(0)).endsWith(arguments.get(arguments.size() - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"e\"]", " [ \"e\" ] ", "[1]", "[-1.5e3]", "[\"\"]", "[\"\\u0065\"]", "[\"__proto__\",{}]"})
    void takesANameOrANumberForIt(String json) {
        assertThat(reader.event(json, 0)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\ufeff[\"e\"]", // a byte order mark is no JSON
                "[\ufeff\"e\"]",
                "[]",
                "{}",
                "null",
                "\"e\"",
                "1",
                "[null]",
                "[true]",
                "[[\"e\"]]",
                "[{}]",
                "[\"e\"",
                "[\"e\",]",
                "[,\"e\"]",
                "[\"e\" 1]",
                "[\"e\"]]",
                "[\"e\"][]",
                "[\"e\"]x",
                "['e']",
                "[e]",
                "[\"e\",01]",
                "[\"e\",+1]",
                "[\"e\",.5]",
                "[\"e\",1.]",
                "[\"e\",NaN]",
                "[\"e\",undefined]",
                "[\"e\",\"\\x\"]",
                "[\"e\",\"\n\"]",
                "[\"e\",\"\u0000\"]",
                "[\"e\",{\"a\"}]",
                "[\"e\",{a:1}]",
                "[\"e\",{\"a\":1,}]",
                "[\"e\"/**/]",
                "\ufeff[\"e\"]",
                "[\"e\",\"\\ud8\"]"
            })
    void refusesWhatIsNoEvent(String json) {
        assertThat(reader.event(json, 0)).isEmpty();
    }

    @Test
    void nestsAsDeepAsItMayAndNoDeeper() {
        assertThat(reader.event("[\"e\"," + "[".repeat(19) + "]".repeat(19) + "]", 0))
                .isPresent();
        assertThat(reader.event("[\"e\"," + "[".repeat(20) + "]".repeat(20) + "]", 0))
                .isEmpty();
        assertThat(reader.event("[\"e\"," + "{\"a\":".repeat(20) + "1" + "}".repeat(20) + "]", 0))
                .isEmpty();
        assertThat(reader.event("[\"e\"," + "[".repeat(500_000), 0)).isEmpty();
        assertThat(reader.event("[\"e\"," + "[".repeat(500_000), 1)).isEmpty();
        assertThat(reader.isObject("{\"a\":".repeat(500_000))).isFalse();
    }

    @Test
    void anAckHasArgumentsAndNoName() {
        assertThat(reader.arguments("[]", 0).orElseThrow().count()).isZero();
        assertThat(reader.arguments(" [ null , [1] ] ", 0).orElseThrow().json(1))
                .isEqualTo("[1]");
        assertThat(reader.arguments("{}", 0)).isEmpty();
        assertThat(reader.arguments("", 0)).isEmpty();
    }

    @Test
    void knowsAnObject() {
        for (String object : List.of("{}", " {\"a\":[1,{}]} ", "{\"a\":1,\"a\":2}")) {
            assertThat(reader.isObject(object)).as(object).isTrue();
        }
        for (String other : List.of("", "[]", "null", "1", "\"{}\"", "{", "{}{}", "{} x", "{\"a\"}", "{a:1}")) {
            assertThat(reader.isObject(other)).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":0}",
                "{\"num\":1,\"_placeholder\":true}",
                "[{\"a\":{\"_placeholder\":true,\"num\":1}}]",
                "{\"_placeholder\":false,\"num\":9}",
                "{\"_placeholder\":\"true\",\"num\":9}",
                "{\"a\":{\"num\":7},\"_placeholder\":true,\"num\":0}",
                "{\"_placeholder\":null}"
            })
    void takesPlaceholdersOfTheAnnouncedAttachments(String argument) {
        assertThat(reader.event("[\"e\"," + argument + "]", 2)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true}",
                "{\"_placeholder\":true,\"num\":2}",
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":0.0}",
                "{\"_placeholder\":true,\"num\":\"0\"}",
                "{\"_placeholder\":true,\"num\":99999999999999999999}",
                "{\"_placeholder\":true,\"num\":{\"num\":0}}",
                "[[{\"a\":[{\"_placeholder\":true,\"num\":5}]}]]",
                "{\"x\":{\"_placeholder\":true},\"num\":0}"
            })
    void refusesPlaceholdersOfNoAttachment(String argument) {
        assertThat(reader.event("[\"e\"," + argument + "]", 2)).isEmpty();
    }

    /** Stock clients send an attachment for each; else a few bytes of text could stand for megabytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}",
                "[{\"_placeholder\":true,\"num\":1},{\"num\":1,\"_placeholder\":true}]",
                "{\"_placeholder\":true,\"num\":0,\"more\":{\"_placeholder\":true,\"num\":0}}",
            })
    void refusesTwoPlaceholdersOfOneAttachment(String arguments) {
        assertThat(reader.event("[\"e\"," + arguments + "]", 2)).isEmpty();
        assertThat(reader.arguments("[" + arguments + "]", 2)).isEmpty();
    }

    @Test
    void whereNoneWasAnnouncedAPlaceholderIsData() {
        assertThat(reader.event("[\"e\",{\"_placeholder\":true,\"num\":7}]", 0)).isPresent();
    }
}
