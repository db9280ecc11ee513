package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server's frames")
class FrameBytesTest {

    @ParameterizedTest(name = "of {0} bytes begin with {1}")
    @CsvSource({
        "0, 8200",
        "125, 827d",
        "126, 827e007e",
        "65535, 827effff",
        "65536, 827f0000000000010000",
        "70000, 827f0000000000011170"
    })
    void heads(int length, String head) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 7);
        byte[] frame = FrameBytes.binary(payload);
        int at = frame.length - length;
        assertThat(HexFormat.of().formatHex(frame, 0, at)).isEqualTo(head);
        assertThat(Arrays.copyOfRange(frame, at, frame.length)).isEqualTo(payload);
    }

    @Test
    @DisplayName("carry texts in UTF-8, and question marks for what is no character")
    void texts() {
        assertThat(FrameBytes.text("\u20ac"))
                .isEqualTo(new byte[] {(byte) 0x81, 3, (byte) 0xe2, (byte) 0x82, (byte) 0xac});
        assertThat(FrameBytes.text("\ud800")).isEqualTo(new byte[] {(byte) 0x81, 1, '?'});
    }

    @Test
    @DisplayName("answer pings")
    void pongs() {
        assertThat(FrameBytes.pong(new byte[] {1, 2})).isEqualTo(new byte[] {(byte) 0x8a, 2, 1, 2});
    }

    @Test
    @DisplayName("close with a code and a reason, with neither where there is none")
    void closes() {
        assertThat(FrameBytes.close(1009, "big")).isEqualTo(new byte[] {(byte) 0x88, 5, 3, (byte) 0xf1, 'b', 'i', 'g'});
        assertThat(FrameBytes.close(CloseCode.NONE, "unsaid")).isEqualTo(new byte[] {(byte) 0x88, 0});
    }

    @Test
    @DisplayName("cut a reason that is too long between two characters")
    void longReasons() {
        byte[] frame = FrameBytes.close(1000, "x".repeat(122) + "\u20ac");
        assertThat(frame[1]).isEqualTo((byte) 124);
        assertThat(new String(frame, 4, 122, StandardCharsets.UTF_8)).isEqualTo("x".repeat(122));
        assertThat(FrameBytes.close(1000, "x".repeat(500))).hasSize(4 + 123);
    }
}
