package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    @DisplayName("takes the first subprotocol, if it is a token")
    void subprotocols() {
        assertThat(OpeningHandshake.subprotocol(List.of("v2.chat, v1.chat", "other")))
                .contains("v2.chat");
        assertThat(OpeningHandshake.subprotocol(List.of(" one "))).contains("one");
        assertThat(OpeningHandshake.subprotocol(List.of())).isEmpty();
        assertThat(OpeningHandshake.subprotocol(List.of(""))).isEmpty();
        assertThat(OpeningHandshake.subprotocol(List.of(", second"))).isEmpty();
        assertThat(OpeningHandshake.subprotocol(List.of("two words"))).isEmpty();
        assertThat(OpeningHandshake.subprotocol(List.of("line\r\nX-Other: 1"))).isEmpty();
        assertThat(OpeningHandshake.subprotocol(List.of("\u00e9"))).isEmpty();
    }
}
