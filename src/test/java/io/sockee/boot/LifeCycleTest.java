package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reason of a refused start")
class LifeCycleTest {

    private static boolean isShown(Map<String, String> configured) {
        return LifeCycle.isDev(key -> Optional.ofNullable(configured.get(key)));
    }

    @Test
    @DisplayName("is shown to clients in development, however that is said")
    void inDevelopment() {
        assertThat(isShown(Map.of("sockee.profile", " dev "))).isTrue();
        assertThat(isShown(Map.of("mp.config.profile", "dev"))).isTrue();
    }

    @Test
    @DisplayName("is not shown in production")
    void inProduction() {
        assertThat(isShown(Map.of())).isFalse();
        assertThat(isShown(Map.of("mp.config.profile", "dev", "sockee.profile", "production")))
                .isFalse();
    }

    @Test
    @DisplayName("is not shown where the profile's own name is the reason")
    void wrongProfile() {
        assertThat(isShown(Map.of("mp.config.profile", "dev", "sockee.profile", "Dev!")))
                .isFalse();
    }
}
