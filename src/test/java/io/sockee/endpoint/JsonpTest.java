package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polling by scripts, in which nothing that a client sends may become a script of its own. */
class JsonpTest {

    private static @Nullable String packets(String form) {
        byte[] packets = Jsonp.packets(form);
        return packets == null ? null : new String(packets, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "d=4a,4a",
        "d=4%C3%A9+%26,4é &",
        "x=1&d=4a&d=4b,4a",
        "d=4a&x=1,4a",
        "xd=4b&d=4a,4a",
        "&&d=4a,4a",
        "d=,''",
    })
    void findsThePacketsInAForm(String form, String packets) {
        assertThat(packets(form)).isEqualTo(packets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "d", "xd=4a", "4a", "d=%4", "d=%zz"})
    void findsNoneInAnythingElse(String form) {
        assertThat(packets(form)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0]);alert(1,01", "x,''", "'',''"})
    void callsTheFunctionOfANumberAndNothingElse(String asked, String called) {
        assertThat(Jsonp.script(asked, "6")).isEqualTo("___eio[" + called + "](\"6\");");
    }

    @Test
    void putsPacketsIntoATextThatNothingEnds() {
        assertThat(Jsonp.script("0", "4\"\\\n\r\u2028\u2029</script>"))
                .isEqualTo("___eio[0](\"4\\\"\\\\\\n\\r\\u2028\\u2029</script>\");");
    }

    @Test
    void undoesWhatClientsDoToLineEnds() {
        assertThat(Jsonp.unescaped("a\\nb")).isEqualTo("a\nb");
        assertThat(Jsonp.unescaped("a\\\\nb")).isEqualTo("a\\nb");
        assertThat(Jsonp.unescaped("a\\\\\\nb")).isEqualTo("a\\\\nb");
        assertThat(Jsonp.unescaped("a\\")).isEqualTo("a\\");
    }
}
