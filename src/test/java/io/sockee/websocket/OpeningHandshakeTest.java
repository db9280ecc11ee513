package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The opening handshake")
class OpeningHandshakeTest {

    @Test
    @DisplayName("is answered as the specification's example is")
    void accepts() {
        assertThat(OpeningHandshake.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    @DisplayName("needs a key of 16 bytes")
    void keys() {
        assertThat(OpeningHandshake.isKey("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
        assertThat(OpeningHandshake.isKey("")).isFalse();
        assertThat(OpeningHandshake.isKey("dGhlIHNhbXBsZQ==")).isFalse();
        assertThat(OpeningHandshake.isKey("no base64 at all!")).isFalse();
    }
}
