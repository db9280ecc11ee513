package io.sockee.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the conformance profile's server is that of the official clients' tests. */
@DisplayName("The tests of the official clients")
class ClientSuiteSwitchTest {

    @ParameterizedTest(name = "property {0}, variable {1}, built {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, false, false",
                "-, -, true, true",
                "-, true, false, true",
                "-, false, true, false",
                "true, false, false, true",
                "false, true, true, false"
            })
    @DisplayName("are served by the property, else the variable, else as it was built")
    void isOn(String property, String variable, String built, boolean expected) {
        assertThat(ClientSuite.isOn(property, variable, built)).isEqualTo(expected);
    }

    @Test
    @DisplayName("change no setting of a server that does not serve them")
    void off() {
        assertThat(ClientSuite.isOn()).isFalse();
        assertThat(new ClientSuite().getPropertyNames()).isEmpty();
        assertThat(new ClientSuite().getValue("sockee.recovery.enabled")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, ''", "EIO=4&transport=polling, ''", "EIO=4&sid=a.b&transport=polling, a.b", "xsid=1&sid=, ''"})
    @DisplayName("have their session in the query")
    void sid(String query, String expected) {
        assertThat(EngineSuite.sid(query)).isEqualTo(expected);
    }
}
