package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.conformance.ClientSuite;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The settings of the server that the tests of the official clients expect. */
@DisplayName("The settings for the official clients' tests")
class ClientSuiteSettingsTest {
    private static final String KEY = "sockee.conformance.client-suite";

    @BeforeEach
    void on() {
        System.setProperty(KEY, "true");
    }

    @AfterEach
    void off() {
        System.clearProperty(KEY);
    }

    @Test
    @DisplayName("are settings that there are, with values that are taken")
    void settings() {
        ClientSuite suite = new ClientSuite();
        assertThat(suite.getPropertyNames()).isNotEmpty();
        assertThat(UnknownSettings.among(suite.getPropertyNames(), Set.of())).isEmpty();
        Settings settings = new Settings(key -> Optional.ofNullable(suite.getValue(key)));
        assertThat(settings.recovery()).isPresent();
        assertThat(settings.engineAt("/engine.io").engine().maxPayload()).isEqualTo(100);
    }

    @Test
    @DisplayName("leave the switch itself to the conformance profile")
    void theSwitch() {
        assertThat(UnknownSettings.among(Set.of(KEY), Set.of())).isEmpty();
    }
}
