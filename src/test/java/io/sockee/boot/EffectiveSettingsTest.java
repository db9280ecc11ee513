package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSettingsTest {

    private static List<String> lines(String print, Map<String, String> configured) {
        return EffectiveSettings.lines(print, key -> Optional.ofNullable(configured.get(key)), configured.keySet());
    }

    @Test
    void nothingIsToldUnlessItIsAskedFor() {
        assertThat(lines("off", Map.of("sockee.hosts", "a.org"))).isEmpty();
    }

    @Test
    void whatIsConfiguredIsToldWithItsDefault() {
        assertThat(lines("changed", Map.of("sockee.engine.ping-interval", "1000", "sockee.hosts", "a.org\nb")))
                .containsExactly(
                        "sockee.hosts=a.org b (by default nothing)",
                        "sockee.engine.ping-interval=1000 (by default 25000)");
    }

    @Test
    void allAreToldInTheOrderOfTheTable() {
        assertThat(lines("all", Map.of("sockee.origins", "*")))
                .hasSize(Setting.values().length)
                .startsWith("sockee.profile=")
                .contains("sockee.origins=* (by default nothing)", "sockee.engine.ping-interval=25000");
    }

    @Test
    void whatIsSaidOfOnePathOrPrefixFollowsWhatIsSaidForAll() {
        assertThat(lines(
                        "changed",
                        Map.of(
                                "sockee.sockjs.\"/chat\".transports", "websocket",
                                "sockee.engine.\"/b\".ping-interval", "2000",
                                "sockee.engine.\"/a\".ping-interval", "1000",
                                "sockee.engine.ping-interval", "3000",
                                "sockee.engine.\"/a\".paths", "/c",
                                "sockee.engine.\"/a\".no-such-option", "1")))
                .containsExactly(
                        "sockee.engine.ping-interval=3000 (by default 25000)",
                        "sockee.engine.\"/a\".ping-interval=1000 (by default 25000)",
                        "sockee.engine.\"/b\".ping-interval=2000 (by default 25000)",
                        "sockee.sockjs.\"/chat\".transports=websocket (by default "
                                + Setting.SOCKJS_TRANSPORTS.defaultValue() + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "sockee.admin.password, true",
        "sockee.jwt.keys, true",
        "sockee.metrics.token, true",
        "sockee.some.client-secret, true",
        "sockee.auth.token-timeout, false",
        "sockee.auth.password-min, false",
        "sockee.engine.cookie, false",
        "sockee.keys.folder, false"
    })
    void whatMayBeASecretIsKnownByItsName(String key, boolean secret) {
        assertThat(EffectiveSettings.isSecret(key)).isEqualTo(secret);
    }
}
