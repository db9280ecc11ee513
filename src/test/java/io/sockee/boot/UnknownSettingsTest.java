package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A name that is no setting")
class UnknownSettingsTest {

    private static List<String> told(String... names) {
        return UnknownSettings.among(List.of(names), Set.of("PATH"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "sockee.orgins, sockee.origins",
        "sockee.Origins, sockee.origins",
        "sockee.engine.pingInterval, sockee.engine.ping-interval",
        "sockee.engine.ping.interval, sockee.engine.ping-interval",
        "sockee.demo-url, sockee.demo.url",
        "sockee.https.publicport, sockee.https.public-port",
        "sockee.host, sockee.hosts",
        "sockee.ping-interval, sockee.engine.ping-interval",
        "sockee.sockjs.responselimit, sockee.sockjs.response-limit",
    })
    @DisplayName("is told with the one that is nearest")
    void nearest(String name, String meant) {
        assertThat(told(name)).containsExactly("There is no setting " + name + ": is " + meant + " meant?");
    }

    @Test
    @DisplayName("may be one for a prefix of SockJS")
    void ofPrefix() {
        assertThat(told("sockee.sockjs.\"/chat\".transports", "sockee.sockjs.\"/chat\".origins"))
                .isEmpty();
        assertThat(told("sockee.sockjs.\"/chat\".transport", "sockee.sockjs.\"/chat\".client.serve"))
                .containsExactly(
                        "There is no setting sockee.sockjs.\"/chat\".client.serve:"
                                + " is sockee.sockjs.\"/chat\".client-url meant?",
                        "There is no setting sockee.sockjs.\"/chat\".transport:"
                                + " is sockee.sockjs.\"/chat\".transports meant?");
    }

    @Test
    @DisplayName("is told where nothing is at its prefix of SockJS")
    void ofNoPrefix() {
        List<String> names =
                List.of("sockee.sockjs.\"/chat\".transports", "sockee.sockjs.\"/caht\".origins", "sockee.orgins");
        assertThat(UnknownSettings.prefixesAmong(names, List.of("/chat", "/echo")))
                .containsExactly("The setting sockee.sockjs.\"/caht\".origins does nothing: no @SockJs has the prefix"
                        + " /caht, but there are /chat, /echo.");
        assertThat(UnknownSettings.prefixesAmong(names, List.of())).hasSize(2).allMatch(line -> line.endsWith("t."));
    }

    @Test
    @DisplayName("is told where no path and no namespace has its name")
    void ofNoPath() {
        assertThat(told("sockee.engine.\"/old\".allow-eio3", "sockee.namespace.\"/admin\".origins"))
                .isEmpty();
        assertThat(told("sockee.engine.\"/old\".node"))
                .as("which is the server's")
                .hasSize(1);
        assertThat(UnknownSettings.among(
                        List.of("sockee.engine.\"/old\".parser", "sockee.engine.\"/odl\".parser"),
                        "sockee.engine.",
                        "sockee.engine.paths has no path",
                        List.of("/socket.io", "/old")))
                .containsExactly("The setting sockee.engine.\"/odl\".parser does nothing: sockee.engine.paths has no"
                        + " path /odl, but there are /socket.io, /old.");
    }

    @Test
    @DisplayName("is told alone where none is near")
    void far() {
        assertThat(told("sockee.colour-of-the-page")).containsExactly("There is no setting sockee.colour-of-the-page.");
    }

    @Test
    @DisplayName("is told once, in the order of the names, whatever the sources")
    void order() {
        assertThat(told("sockee.orgins", "sockee.demoo", "sockee.orgins"))
                .containsExactly(
                        "There is no setting sockee.demoo: is sockee.demo meant?",
                        "There is no setting sockee.orgins: is sockee.origins meant?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sockee.http.port",
                "sockee.http.host",
                "sockee.https.port",
                "sockee.db.url",
                "sockee.tls.keystore",
                "sockee.it.port",
                "sockees.orgins",
                "chat.event",
                "java.home",
                "SOCKEE_ORGINS",
                "SITE_NAME",
                "%dev.sockee.orgins",
            })
    @DisplayName("is not told where it is somebody else's")
    void foreign(String name) {
        assertThat(told(name)).isEmpty();
    }

    @Test
    @DisplayName("is none of the settings")
    void settings() {
        assertThat(told(Arrays.stream(Setting.values()).map(Setting::key).toArray(String[]::new)))
                .isEmpty();
    }

    @Test
    @DisplayName("is not told where a source has made it of a variable of the environment")
    void environment() {
        assertThat(UnknownSettings.among(
                        List.of("sockee.engine.ping.interval", "SOCKEE_ENGINE_PING_INTERVAL", "sockee.orgins"),
                        Set.of("SOCKEE_ENGINE_PING_INTERVAL")))
                .containsExactly("There is no setting sockee.orgins: is sockee.origins meant?");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "origins, orgins, 1", "ab, ba, 2"})
    @DisplayName("is as far from another one as letters have to be put in, left out or changed")
    void distance(String from, String to, int letters) {
        assertThat(UnknownSettings.distance(from, to)).isEqualTo(letters);
    }
}
