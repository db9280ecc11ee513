package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.jwt.JwtIssuer;
import io.sockee.routing.DeploymentException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of tokens of other issuers")
class JwtSettingsTest {
    private static final String ONE = "https://one.example";
    private static final String TWO = "https://two.example";

    private static JwtSettings with(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(key -> Optional.ofNullable(values.get(key))).jwt();
    }

    @Test
    @DisplayName("trust nobody by default")
    void off() {
        assertThat(with().isOn()).isFalse();
    }

    @Test
    @DisplayName("may differ by issuer")
    void byIssuer() {
        JwtSettings jwt = with(
                "sockee.jwt.issuers",
                ONE + "," + TWO,
                "sockee.jwt.audience",
                "shop, desk",
                "sockee.jwt.\"" + TWO + "\".audience",
                "partners",
                "sockee.jwt.\"" + TWO + "\".id-prefix",
                "two:",
                "sockee.jwt.\"" + TWO + "\".jwks",
                "https://keys.example/two",
                "sockee.jwt.\"" + TWO + "\".algorithms",
                "ES384");
        List<JwtIssuer> trusted = jwt.trusted();
        assertThat(trusted.get(0).audience()).isEqualTo(Set.of("shop", "desk"));
        assertThat(trusted.get(0).idPrefix()).isEqualTo("jwt:");
        assertThat(trusted.get(0).jwks()).isEmpty();
        assertThat(trusted.get(1).audience()).isEqualTo(Set.of("partners"));
        assertThat(trusted.get(1).jwks()).contains(URI.create("https://keys.example/two"));
        assertThat(trusted.get(1).algorithms()).isEqualTo(Set.of("ES384"));
        assertThat(trusted.get(1).claims().user()).isEqualTo("sub");
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"jwt:, jwt:partner:", "a, ''", "a:b, a"})
    @DisplayName("are refused when the users of one issuer could be those of another")
    void prefixes(String one, String two) {
        Map<String, String> values = Map.of(
                "sockee.jwt.issuers",
                ONE + "," + TWO,
                "sockee.jwt.audience",
                "shop",
                "sockee.jwt.\"" + ONE + "\".id-prefix",
                one,
                "sockee.jwt.\"" + TWO + "\".id-prefix",
                two);
        assertThatThrownBy(() -> new Settings(key -> Optional.ofNullable(values.get(key))).jwt())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("or of which one begins with the other");
    }

    @Test
    @DisplayName("are refused when an issuer could name a user that is kept here")
    void besideUsers() {
        Map<String, String> values =
                Map.of("sockee.jwt.issuers", ONE, "sockee.jwt.audience", "shop", "sockee.jwt.id-prefix", "");
        JwtSettings jwt = new Settings(key -> Optional.ofNullable(values.get(key))).jwt();
        assertThatThrownBy(jwt::checkBesideUsers)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("set sockee.jwt.\"" + ONE + "\".id-prefix.");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sockee.jwt.audience | '' | The setting sockee.jwt.audience is '', but must be what the tokens of https://one.example",
                "sockee.jwt.jwks | http://keys.example/ | The setting sockee.jwt.jwks is 'http://keys.example/', but must be an https URL",
                "sockee.jwt.algorithms | HS256 | The setting sockee.jwt.algorithms is 'HS256', but must be a list of RS256",
                "sockee.jwt.algorithms | none | The setting sockee.jwt.algorithms is 'none', but must be a list of RS256",
                "sockee.jwt.user-claim | '' | The setting sockee.jwt.user-claim is '', but must be the name of a claim",
                "sockee.jwt.issuers | one | The setting sockee.jwt.jwks is '', but must be where the keys of the issuer one are",
                "sockee.jwt.issuers | https://one.example,https://two.example | Two issuers of tokens have sockee.jwt.id-prefix that are the same, or of which one begins with the other: give each its own, as in sockee.jwt.\"https://two.example\".id-prefix",
            })
    @DisplayName("are refused with what is expected")
    void refused(String setting, String value, String message) {
        Map<String, String> values = new HashMap<>(Map.of("sockee.jwt.issuers", ONE, "sockee.jwt.audience", "shop"));
        values.put(setting, value);
        assertThatThrownBy(() -> new Settings(key -> Optional.ofNullable(values.get(key))).jwt())
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(message);
    }
}
