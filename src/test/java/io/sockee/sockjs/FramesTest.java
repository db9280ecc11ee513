package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SockJS's frames")
class FramesTest {
    private static final MessageReader READER = new MessageReader(3);

    private static String message(String text) {
        return ((Frame.Text) SockJsFrames.message(text).get(0)).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\"\\/",
                "\u0000\b\t\n\u000b\f\r\u001f\u007f",
                "\u2028\u2029\u200c",
                "\ufeff\uffff\ufff0"
            })
    @DisplayName("carry any text")
    void carryAnyText(String text) {
        assertThat(READER.payload(message(text).substring(1)))
                .isEqualTo(new MessageReader.Result.Messages(List.of(text)));
    }

    @Test
    @DisplayName("escape what is spoiled in transit, and nothing else above Latin-1")
    void escapes() {
        StringBuilder plain = new StringBuilder();
        for (int c = 0x20; c < 0x10000; c++) {
            boolean escaped = c == '"'
                    || c == '\\'
                    || (c >= 0x200c && c <= 0x200f)
                    || (c >= 0x2028 && c <= 0x202f)
                    || (c >= 0x2060 && c <= 0x206f)
                    || (c >= 0xd800 && c <= 0xdfff)
                    || c >= 0xfff0;
            if (!escaped) {
                plain.append((char) c);
            } else if (c > 0xff) {
                assertThat(message("" + (char) c)).isEqualTo("a[\"\\u" + String.format("%04x", c) + "\"]");
            }
        }
        assertThat(message(plain.toString())).isEqualTo("a[\"" + plain + "\"]");
    }

    @Test
    @DisplayName("escape half a pair of surrogates, and leave a whole one")
    void surrogates() {
        assertThat(message("\ud83d\ude00")).isEqualTo("a[\"\ud83d\ude00\"]");
        assertThat(message("\ude00\ud83d")).isEqualTo("a[\"\\ude00\\ud83d\"]");
        assertThat(message("x\ud83d")).isEqualTo("a[\"x\\ud83d\"]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'[]', ''",
                "'[\"a\"]', 'a'",
                "' [ \"a\" , \"b\" ] ', 'a|b'",
                "'[\"\\ud800\"]', '\ud800'",
                "'[\"a\",\"b\",\"c\"]', 'a|b|c'"
            })
    @DisplayName("of clients are arrays of texts")
    void arrays(String payload, String messages) {
        List<String> expected = messages.isEmpty() ? List.of() : List.of(messages.split("\\|"));
        assertThat(READER.payload(payload)).isEqualTo(new MessageReader.Result.Messages(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "null", "1", "{}", "\"a\"", "[1]", "[[\"a\"]]", "[null]", "[\"a\",\"b\",\"c\",\"d\"]"})
    @DisplayName("that bring no texts, or too many, are not what is expected")
    void unexpected(String payload) {
        assertThat(READER.payload(payload)).isEqualTo(new MessageReader.Result.Refused("Payload expected."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"x", "[\"a\"", "x", "[\"a\"]]", "[\"a\"] x", "[\"a\",]", "[\"\n\"]", "[\"\\x\"]"})
    @DisplayName("that are no JSON are broken")
    void broken(String payload) {
        assertThat(READER.payload(payload)).isEqualTo(new MessageReader.Result.Refused("Broken JSON encoding."));
    }

    @Test
    @DisplayName("of a WebSocket may be one text")
    void single() {
        assertThat(READER.frame("\"a\"")).isEqualTo(new MessageReader.Result.Messages(List.of("a")));
    }

    private static MessageReader.Result form(String body) {
        return Body.read(body.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded; x=y", true, READER);
    }

    @Test
    @DisplayName("may come in a form's field")
    void forms() {
        assertThat(form("d=%5B%22a+b%22%5D")).isEqualTo(new MessageReader.Result.Messages(List.of("a b")));
        assertThat(form("p=p&d=%5B%5D")).isEqualTo(new MessageReader.Result.Messages(List.of()));
        for (String empty : List.of("", "d=", "p=p")) {
            assertThat(form(empty)).isEqualTo(new MessageReader.Result.Refused("Payload expected."));
        }
        assertThat(form("d=%5B%22%C3%A9%22%5D")).isEqualTo(new MessageReader.Result.Messages(List.of("\u00e9")));
        assertThat(form("d=[%22\u00e9%22]")).isEqualTo(new MessageReader.Result.Messages(List.of("\u00e9")));
        assertThat(form("d=%5B%22%FF%22%5D")).isEqualTo(new MessageReader.Result.Refused("Broken JSON encoding."));
        assertThat(form("d=%5B%22x")).isEqualTo(new MessageReader.Result.Refused("Broken JSON encoding."));
        assertThat(Body.read("[\"%61\"]".getBytes(StandardCharsets.UTF_8), "text/plain", true, READER))
                .isEqualTo(new MessageReader.Result.Messages(List.of("%61")));
        assertThat(Body.read(new byte[] {'[', '"', (byte) 0xff, '"', ']'}, null, false, READER))
                .isEqualTo(new MessageReader.Result.Refused("Broken JSON encoding."));
    }

    @Test
    @DisplayName("cannot break out of the scripts and events that carry them")
    void breakOut() {
        String evil = "</script><script>alert(1)\r\n\r\ndata: x\u2028";
        for (Transport transport : List.of(Transport.EVENTSOURCE, Transport.HTMLFILE, Transport.JSONP_POLLING)) {
            String chunk = new String(ResponseForm.of(transport, "f").chunk(message(evil)), StandardCharsets.UTF_8);
            assertThat(chunk.strip().lines().filter(line -> line.startsWith("data:") && line.contains("x\u2028")))
                    .isEmpty();
            if (transport == Transport.HTMLFILE) {
                assertThat(chunk).containsOnlyOnce("</script>").containsOnlyOnce("<script>");
            }
            if (transport == Transport.EVENTSOURCE) {
                assertThat(chunk.strip()).hasLineCount(1);
            }
        }
    }

    @Test
    @DisplayName("have their percent signs escaped in events, where the client decodes them as a URI")
    void percent() {
        assertThat(new String(new ResponseForm.EventSource().chunk(message("100 % %20 %u00")), StandardCharsets.UTF_8))
                .isEqualTo("data: a[\"100 %25 %2520 %25u00\"]\r\n\r\n");
        assertThat(new String(new ResponseForm.Lines(true).chunk(message("100 %")), StandardCharsets.UTF_8))
                .isEqualTo("a[\"100 %\"]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "abc(", "a\n", "abcdefghijklmnopqrstuvwxyz1234567"})
    @DisplayName("are passed to functions with names only")
    void callbacks(String name) {
        assertThatThrownBy(() -> ResponseForm.of(Transport.JSONP_POLLING, name))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ResponseForm.of(Transport.HTMLFILE, name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
