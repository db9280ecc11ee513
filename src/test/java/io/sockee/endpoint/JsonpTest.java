package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonpTest {

    @Test
    void aScriptCallsItsFunctionWithThePackets() {
        assertThat(Jsonp.script("0", "2:4a")).isEqualTo("___eio[0](\"2:4a\");");
        assertThat(Jsonp.script("12", "4\"\\\n\u001e\u2028\u2029<"))
                .isEqualTo("___eio[12](\"4\\\"\\\\\\n\\u001E\\u2028\\u2029<\");");
    }

    @ParameterizedTest
    @CsvSource({"1](alert(1));//, ___eio[11", "alert, ___eio[", "'', ___eio[", "\u0664, ___eio["})
    void nobodyChoosesWhatIsCalled(String number, String call) {
        assertThat(Jsonp.script(number, "x")).isEqualTo(call + "](\"x\");");
    }

    @Test
    void aFormHasItsPacketsInAField() {
        assertThat(field("d=4%E2%82%AC+b")).isEqualTo("4€ b");
        assertThat(field("x=1&d=4a&y=2")).isEqualTo("4a");
        assertThat(field("d=")).isEmpty();
    }

    private static String field(String form) {
        byte[] packets = Jsonp.packets(form);
        return packets == null ? "none" : new String(packets, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4a", "dd=4a", "d", "d=%zz", "d=%4"})
    void whatIsNoSuchFormHasNone(String form) {
        assertThat(Jsonp.packets(form)).isNull();
    }

    /** As clients escape them; they cannot tell a backslash before a line feed, which is in no packet. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\nb", "a\\nb", "\\n\n\\", "\\\\n"})
    void lineFeedsAreEscaped(String packets) {
        String escaped = packets.replace("\\n", "\\\n").replace("\n", "\\n");
        assertThat(Jsonp.unescaped(escaped)).isEqualTo(packets);
    }
}
