package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.proxy.Arrival;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The hosts of this server")
class HostPolicyTest {
    private static final HostPolicy UNSAID = new HostPolicy(Set.of(), Set.of("https://friend.example:8443"));
    private static final HostPolicy SAID =
            new HostPolicy(Set.of("www.Example.org", "*.example.net"), Set.of("https://friend.example"));

    private static Arrival at(String host) {
        return Arrival.direct("192.0.2.1", false, host, "unused", 9080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:9080", "[::1]:9080", "203.0.113.7", "localhost", "app.localhost:1"})
    @DisplayName("are always addresses, which nobody can have resolved to others, and localhost")
    void safe(String host) {
        assertThat(SAID.allows(at(host), true)).isTrue();
        assertThat(SAID.allows(at(host), false)).isTrue();
        assertThat(UNSAID.allows(at(host), true)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "www.example.org, true",
        "WWW.EXAMPLE.ORG:8443, true",
        "a.example.net, true",
        "a.b.example.net, true",
        "example.net, false",
        ".example.net, false",
        "evil-example.net, false",
        "example.org, false",
        "friend.example, false",
        "evil.example, false",
        "localhost.evil.example, false",
        "127.0.0.1.evil.example, false",
        "1.2.3, false",
        "'', false",
        "'a b', false",
    })
    @DisplayName("are those that were said, where any were")
    void said(String host, boolean allowed) {
        assertThat(SAID.allows(at(host), false)).isEqualTo(allowed);
        assertThat(SAID.allows(at(host), true)).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"evil.example, false", "friend.example, true", "friend.example:1, true", "'', true"})
    @DisplayName("are not what a browser on the same machine was lured to by a name, where none were said")
    void local(String host, boolean allowed) {
        assertThat(UNSAID.allows(at(host), true)).isEqualTo(allowed);
        assertThat(UNSAID.allows(at(host), false))
                .as("from elsewhere any may be")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "", "a b"})
    @DisplayName("are all, where that is wanted")
    void all(String host) {
        assertThat(new HostPolicy(Set.of("*"), Set.of()).allows(at(host), true)).isTrue();
    }
}
