package io.sockee.websocket;

import static io.sockee.websocket.ClientBytes.of;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What clients can send, right and wrong: each kind of case of Autobahn's suite, whose numbers are named where they help to find
 * one there.
 *
 * @param limit the largest message that is taken, in bytes
 */
public record FrameCases(int limit) {

    /** Each with its name, the client's bytes, and what comes of them. */
    public Stream<Arguments> all() {
        return Stream.of(messages(), pings(), reserved(), fragments(), utf8(), wrongUtf8(), closes(), limits(), heads())
                .flatMap(table -> table);
    }

    private static String x(int length) {
        return "x".repeat(length);
    }

    private static byte[] zeros(int length) {
        return new byte[length];
    }

    /** Autobahn 1.x: sizes around those where the head changes. */
    private Stream<Arguments> messages() {
        return Stream.concat(
                IntStream.of(0, 1, 2, 3, 4, 7, 8, 9, 125, 126, 127, 128, 65_535, 65_536, limit)
                        .boxed()
                        .flatMap(length -> Stream.of(
                                arguments(
                                        "a text of " + length,
                                        of().text(x(length)),
                                        List.of("text " + (length > 200 ? "of " + length : x(length)))),
                                arguments(
                                        "binary data of " + length,
                                        of().frame(0x82, zeros(length)),
                                        List.of("binary " + (length > 200 ? "of " + length : "00".repeat(length)))))),
                Stream.of(arguments(
                        "messages one after the other",
                        of().text("a").binary(1).text("\u20ac").binary(255, 0).text(""),
                        List.of("text a", "binary 01", "text \u20ac", "binary ff00", "text "))));
    }

    /** Autobahn 2.x. */
    private static Stream<Arguments> pings() {
        return Stream.of(
                arguments("a ping without payload", of().frame(0x89), List.of("ping ")),
                arguments("a ping with what is no text", of().frame(0x89, 0, 255, 254), List.of("ping 00fffe")),
                arguments("a ping of 125", of().frame(0x89, zeros(125)), List.of("ping " + "00".repeat(125))),
                arguments("a ping of 126", of().frame(0x89, zeros(126)), List.of("fails 1002")),
                arguments("a pong that nobody asked for", of().frame(0x8a, 1, 2).text("on"), List.of("text on")),
                arguments(
                        "pings between messages",
                        of().text("a").frame(0x89, 1).text("b"),
                        List.of("text a", "ping 01", "text b")));
    }

    /** Autobahn 3.x and 4.x. */
    private static Stream<Arguments> reserved() {
        return Stream.concat(
                IntStream.rangeClosed(1, 7)
                        .boxed()
                        .flatMap(bits -> Stream.of(0x81, 0x82, 0x88, 0x89, 0x8a)
                                .map(first -> arguments(
                                        "reserved bits " + bits + " with " + Integer.toHexString(first),
                                        of().text("ok").frame(first | (bits << 4), 1),
                                        List.of("text ok", "fails 1002")))),
                IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                        .mapToObj(opcode -> arguments(
                                "reserved opcode " + opcode,
                                of().text("ok").frame(0x80 | opcode, 1).text("never"),
                                List.of("text ok", "fails 1002"))));
    }

    /** Autobahn 5.x. */
    private static Stream<Arguments> fragments() {
        ClientBytes three = of().frame(0x01, "ab").frame(0x00, "cd").frame(0x80, "ef");
        return Stream.of(
                arguments("a text in fragments", three, List.of("text abcdef")),
                arguments(
                        "binary data in fragments",
                        of().frame(0x02, 1).frame(0x00, 2).frame(0x80, 3),
                        List.of("binary 010203")),
                arguments("empty fragments", of().frame(0x01).frame(0x00).frame(0x80), List.of("text ")),
                arguments("an empty last fragment", of().frame(0x01, "a").frame(0x80), List.of("text a")),
                arguments("an empty first fragment", of().frame(0x01).frame(0x80, "a"), List.of("text a")),
                arguments(
                        "a ping between fragments",
                        of().frame(0x01, "a").frame(0x89, 7).frame(0x80, "b"),
                        List.of("ping 07", "text ab")),
                arguments(
                        "pings and pongs between fragments",
                        of().frame(0x01, "a")
                                .frame(0x89, 7)
                                .frame(0x00, "b")
                                .frame(0x8a, 1)
                                .frame(0x89)
                                .frame(0x80, "c"),
                        List.of("ping 07", "ping ", "text abc")),
                arguments("a ping in fragments", of().frame(0x09, 1).frame(0x80, 2), List.of("fails 1002")),
                arguments("a pong in fragments", of().frame(0x0a, 1), List.of("fails 1002")),
                arguments("a close in fragments", of().frame(0x08, 3, 232), List.of("fails 1002")),
                arguments("a continuation of nothing", of().frame(0x80, "a"), List.of("fails 1002")),
                arguments("a continuation of nothing, not the last", of().frame(0x00, "a"), List.of("fails 1002")),
                arguments(
                        "a continuation after a message",
                        of().text("a").frame(0x80, "b"),
                        List.of("text a", "fails 1002")),
                arguments(
                        "a continuation after a message in fragments",
                        of().frame(0x01, "a").frame(0x80, "b").frame(0x00, "c"),
                        List.of("text ab", "fails 1002")),
                arguments("a text within a text", of().frame(0x01, "a").text("b"), List.of("fails 1002")),
                arguments("binary data within a text", of().frame(0x01, "a").binary(1), List.of("fails 1002")),
                arguments("a close between fragments", of().frame(0x01, "a").close(1000, ""), List.of("close 1000 ")));
    }

    /** Autobahn 6.x: what is UTF-8. */
    private static Stream<Arguments> utf8() {
        String all = "\u03ba\u1f79\u03c3\u03bc\u03b5 \u00df \u20ac \ud83d\ude00 \u0000 \u007f \u0080 \u07ff \u0800"
                + " \ud7ff \ue000 \ufffd \uffff \ud800\udc00 \udbff\udfff";
        byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
        ClientBytes each = of().frame(0x01);
        for (byte b : bytes) {
            each.frame(0x00, b);
        }
        byte[] emoji = "\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                arguments("characters of all lengths", of().frame(0x81, bytes), List.of("text " + all)),
                arguments("each byte a fragment", each.frame(0x80), List.of("text " + all)),
                arguments(
                        "a character over two fragments",
                        of().frame(0x01, Arrays.copyOf(emoji, 2)).frame(0x80, Arrays.copyOfRange(emoji, 2, 4)),
                        List.of("text \ud83d\ude00")),
                arguments(
                        "a character over two fragments with a ping between",
                        of().frame(0x01, Arrays.copyOf(emoji, 3)).frame(0x89).frame(0x80, emoji[3]),
                        List.of("ping ", "text \ud83d\ude00")));
    }

    /** Autobahn 6.x: what is not. Each is found at its first wrong byte: what follows is not waited for. */
    private static Stream<Arguments> wrongUtf8() {
        return Stream.of(
                        wrong("a continuation byte alone", 0x80),
                        wrong("the last continuation byte alone", 0xbf),
                        wrong("a first byte before ASCII", 0xc3, 'a'),
                        wrong("two first bytes", 0xe2, 0xe2),
                        wrong("three bytes with two", 0xe2, 0x82, 'a'),
                        wrong("four bytes with three", 0xf0, 0x9f, 0x98, 'a'),
                        wrong("an overlong slash of two", 0xc0, 0xaf),
                        wrong("the other overlong first byte", 0xc1, 0x81),
                        wrong("an overlong slash of three", 0xe0, 0x80),
                        wrong("the largest overlong of three", 0xe0, 0x9f),
                        wrong("an overlong slash of four", 0xf0, 0x80),
                        wrong("the largest overlong of four", 0xf0, 0x8f),
                        wrong("a high surrogate", 0xed, 0xa0),
                        wrong("a low surrogate", 0xed, 0xbf),
                        wrong("above the last character", 0xf4, 0x90),
                        wrong("the first byte of five", 0xf8),
                        wrong("the first byte of six", 0xfc),
                        wrong("fe", 0xfe),
                        wrong("ff", 0xff))
                .flatMap(table -> table);
    }

    private static Stream<Arguments> wrong(String name, int... bytes) {
        int[] after = new int[bytes.length + 2];
        after[0] = 'a';
        after[1] = 'b';
        System.arraycopy(bytes, 0, after, 2, bytes.length);
        byte[] payload = new byte[after.length];
        for (int i = 0; i < after.length; i++) {
            payload[i] = (byte) after[i];
        }
        return Stream.of(
                arguments(name, of().frame(0x81, payload), List.of("fails 1007")),
                arguments(
                        name + ", in a frame that goes on",
                        of().head(0x81, 120).masked(payload),
                        List.of("fails 1007")),
                arguments(name + ", in a message that goes on", of().frame(0x01, payload), List.of("fails 1007")),
                arguments(
                        name + ", after a fragment",
                        of().frame(0x01, "a").frame(0x00, payload),
                        List.of("fails 1007")));
    }

    /** Autobahn 7.x. */
    private static Stream<Arguments> closes() {
        Stream<Arguments> valid = IntStream.of(
                        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999)
                .mapToObj(code -> arguments("code " + code, of().close(code, ""), List.of("close " + code + " ")));
        Stream<Arguments> invalid = IntStream.of(
                        0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code -> arguments("no code: " + code, of().close(code, ""), List.of("fails 1002")));
        Stream<Arguments> others = Stream.of(
                arguments("a close without a code", of().frame(0x88), List.of("close 1005 ")),
                arguments("half a code", of().frame(0x88, 3), List.of("fails 1002")),
                arguments("a reason", of().close(1000, "d\u00f6ne"), List.of("close 1000 d\u00f6ne")),
                arguments("the longest reason", of().close(1000, x(123)), List.of("close 1000 " + x(123))),
                arguments("a longer one", of().close(1000, x(124)), List.of("fails 1002")),
                arguments("a reason that is no text", of().frame(0x88, 3, 232, 0xc3), List.of("fails 1007")),
                arguments(
                        "a reason with a surrogate", of().frame(0x88, 3, 232, 0xed, 0xa0, 0x80), List.of("fails 1007")),
                arguments(
                        "what follows a close",
                        of().close(1001, "").text("a").frame(0x89).raw(0xff, 0xff),
                        List.of("close 1001 ")));
        return Stream.of(valid, invalid, others).flatMap(table -> table);
    }

    /** Sizes are looked at when they are announced. */
    private Stream<Arguments> limits() {
        return Stream.of(
                arguments("one byte too many, announced", announced(0x81), List.of("fails 1009")),
                arguments("the same in binary", announced(0x82), List.of("fails 1009")),
                arguments("8 GiB, announced", of().raw(0x81, 0xff, 0, 0, 0, 2, 0, 0, 0, 0), List.of("fails 1009")),
                arguments(
                        "the most there can be",
                        of().raw(0x82, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255),
                        List.of("fails 1009")),
                arguments(
                        "the top bit of a length",
                        of().raw(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0),
                        List.of("fails 1002")),
                arguments(
                        "all bits of a length",
                        of().raw(0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255),
                        List.of("fails 1002")),
                arguments("8 GiB that continue nothing", of().raw(0x00), List.of("fails 1002")),
                arguments(
                        "fragments up to the limit",
                        of().frame(0x01, x(limit / 2))
                                .frame(0x00, x(limit - limit / 2 - 1))
                                .frame(0x80, "x"),
                        List.of("text of " + limit)),
                arguments(
                        "fragments beyond the limit",
                        of().frame(0x01, x(limit / 2))
                                .frame(0x00, x(limit - limit / 2))
                                .head(0x80, 1),
                        List.of("fails 1009")),
                arguments(
                        "the limit anew for each message",
                        of().text(x(limit)).frame(0x02, zeros(limit - 1)).frame(0x80, 1),
                        List.of("text of " + limit, "binary of " + limit)),
                arguments(
                        "fragments of one byte beyond the limit",
                        of().frame(0x01, "x").then(of().frame(0x00, "x").times(limit)),
                        List.of("fails 1009")),
                arguments(
                        "as many empty fragments as are taken",
                        of().frame(0x01, "x")
                                .then(of().frame(0x00).times(FrameReader.MAX_EMPTY_FRAGMENTS))
                                .frame(0x80, "y"),
                        List.of("text xy")),
                arguments(
                        "one more",
                        of().frame(0x01, "x").then(of().frame(0x00).times(FrameReader.MAX_EMPTY_FRAGMENTS + 1)),
                        List.of("fails 1008")));
    }

    private static Stream<Arguments> heads() {
        return Stream.of(
                arguments("no mask", of().raw(0x81, 1, 'a'), List.of("fails 1002")),
                arguments("no mask on a ping", of().raw(0x89, 0), List.of("fails 1002")),
                arguments("no mask on a close", of().raw(0x88, 0), List.of("fails 1002")),
                arguments("a mask of zeros", of().raw(0x81, 0x82, 0, 0, 0, 0, 'o', 'k'), List.of("text ok")),
                arguments("a control frame with a longer length", of().head(0x89, 126, 0, 1), List.of("fails 1002")),
                arguments("a control frame with the longest length", of().raw(0x88, 0xff), List.of("fails 1002")),
                arguments(
                        "a length in more bytes than it needs",
                        of().head(0x81, 126, 0, 1).masked(new byte[] {'a'}),
                        List.of("text a")),
                arguments("a request instead of a frame", of().raw('G', 'E', 'T', ' ', '/'), List.of("fails 1002")));
    }

    private ClientBytes announced(int first) {
        int length = limit + 1;
        return of().head(first, 127, 0, 0, 0, 0, length >> 24, length >> 16, length >> 8, length);
    }
}
