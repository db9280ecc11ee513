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
        return EffectiveSettings.lines(print, key -> Optional.ofNullable(configured.get(key)));
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
