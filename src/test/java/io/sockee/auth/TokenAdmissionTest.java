package io.sockee.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.auth.TokenAdmission.Source;
import io.sockee.connection.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a token comes from; a client that brings none costs nothing. */
class TokenAdmissionTest {
    private static final String BOTH = "{\"name\":\"ann\",\"token\":\"t\"}";

    private static boolean finds(Source source, HandshakeRequest handshake, String payload) {
        return finds(List.of(source), handshake, payload);
    }

    private static boolean finds(List<Source> sources, HandshakeRequest handshake, String payload) {
        return new TokenAdmission(new Auth(), new SocketLogin(new LiveLogins()))
                .from(sources)
                .step("/", handshake, payload)
                .isPresent();
    }

    private static HandshakeRequest handshake(Map<String, String> query, Map<String, List<String>> headers) {
        return new HandshakeRequest("/", query, headers, "a", false, false, 0, Optional.empty());
    }

    private static final HandshakeRequest PLAIN = handshake(Map.of(), Map.of());

    @Test
    void inThePayload() {
        assertThat(finds(Source.PAYLOAD, PLAIN, BOTH)).isTrue();
        for (String other : new String[] {
            null,
            "{}",
            "{\"token\":\"t\"}",
            "{\"name\":\"ann\"}",
            "{\"name\":1,\"token\":\"t\"}",
            "{\"name\":\"a\",\"token\":[]}"
        }) {
            assertThat(finds(Source.PAYLOAD, PLAIN, other)).as(other).isFalse();
        }
    }

    @Test
    void inAHeader() {
        assertThat(finds(Source.HEADER, handshake(Map.of(), Map.of("authorization", List.of("bearer t"))), null))
                .isTrue();
        assertThat(finds(Source.HEADER, handshake(Map.of(), Map.of("authorization", List.of("Basic dDp0"))), null))
                .isFalse();
        assertThat(finds(Source.HEADER, PLAIN, BOTH)).isFalse();
    }

    @Test
    void inTheQuery() {
        assertThat(finds(Source.QUERY, handshake(Map.of("name", "ann", "token", "t"), Map.of()), null))
                .isTrue();
        assertThat(finds(Source.QUERY, handshake(Map.of("token", "t"), Map.of()), null))
                .isFalse();
        assertThat(finds(Source.QUERY, PLAIN, BOTH)).isFalse();
    }

    @Test
    void inOneOfSeveral() {
        List<Source> two = List.of(Source.PAYLOAD, Source.QUERY);
        assertThat(finds(two, PLAIN, BOTH)).isTrue();
        assertThat(finds(two, handshake(Map.of("name", "ann", "token", "t"), Map.of()), "{}"))
                .isTrue();
        assertThat(finds(two, handshake(Map.of(), Map.of("authorization", List.of("Bearer t"))), null))
                .isFalse();
    }

    @Test
    void notAtAll() {
        assertThat(finds(List.of(), handshake(Map.of("name", "ann", "token", "t"), Map.of()), BOTH))
                .isFalse();
    }
}
