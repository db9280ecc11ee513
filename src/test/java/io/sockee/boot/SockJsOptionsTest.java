package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.SockJs;
import io.sockee.api.SockJsTransport;
import io.sockee.routing.DeploymentException;
import io.sockee.sockjs.SockJsSettings;
import io.sockee.sockjs.Transport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The options of a SockJS prefix")
class SockJsOptionsTest {
    private static final String COPY = "/app/sockee/client/sockjs.min.js";

    @SockJs("/plain")
    private static class Plain {}

    @SockJs(
            value = "/chat",
            disabledTransports = SockJsTransport.EVENTSOURCE,
            clientUrl = "/chat/sockjs.js",
            responseLimit = 4096,
            heartbeatDelay = 1000,
            disconnectDelay = 2000,
            jsessionid = true,
            origins = "https://chat.example")
    private static class Chat {}

    @SockJs(value = "/wrong", clientUrl = "sockjs.js", origins = "chat.example/", responseLimit = 1)
    private static class Wrong {}

    private static Settings with(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    private static SockJsSettings of(Class<?> service, String... pairs) {
        Settings settings = with(pairs);
        return settings.sockJs().of(service.getAnnotation(SockJs.class), settings.engine(), COPY);
    }

    @Test
    @DisplayName("are those of SockJS-node where nobody says anything")
    void defaults() {
        SockJsSettings options = of(Plain.class);
        assertThat(options.transports())
                .containsExactlyInAnyOrder(
                        Transport.WEBSOCKET,
                        Transport.WEBSOCKET_RAW,
                        Transport.XHR_STREAMING,
                        Transport.XHR_POLLING,
                        Transport.EVENTSOURCE);
        assertThat(options)
                .returns(COPY, SockJsSettings::clientUrl)
                .returns(131_072, SockJsSettings::responseLimit)
                .returns(25_000L, SockJsSettings::heartbeatDelay)
                .returns(5_000L, SockJsSettings::disconnectDelay)
                .returns(false, SockJsSettings::jsessionid);
        assertThat(with().sockJs().origins(Plain.class.getAnnotation(SockJs.class)))
                .isEmpty();
    }

    @Test
    @DisplayName("are what the settings say for all")
    void forAll() {
        assertThat(of(
                        Plain.class,
                        "sockee.sockjs.transports",
                        "htmlfile",
                        "sockee.sockjs.client-url",
                        "https://a.example/sockjs.js",
                        "sockee.sockjs.jsessionid",
                        "true"))
                .satisfies(options -> assertThat(options.transports()).containsExactly(Transport.HTMLFILE))
                .returns("https://a.example/sockjs.js", SockJsSettings::clientUrl)
                .returns(true, SockJsSettings::jsessionid);
    }

    @Test
    @DisplayName("are what the service says, before that")
    void ofService() {
        assertThat(of(
                        Chat.class,
                        "sockee.sockjs.transports",
                        "eventsource,xhr-polling",
                        "sockee.sockjs.client-url",
                        "/for-all.js",
                        "sockee.sockjs.response-limit",
                        "5000"))
                .satisfies(options -> assertThat(options.transports()).containsExactly(Transport.XHR_POLLING))
                .returns("/chat/sockjs.js", SockJsSettings::clientUrl)
                .returns(4096, SockJsSettings::responseLimit)
                .returns(1000L, SockJsSettings::heartbeatDelay)
                .returns(2000L, SockJsSettings::disconnectDelay)
                .returns(true, SockJsSettings::jsessionid);
    }

    @Test
    @DisplayName("are what the settings say for the prefix, before both")
    void ofPrefix() {
        String[] pairs = {
            "sockee.sockjs.\"/chat\".transports", "eventsource,jsonp-polling",
            "sockee.sockjs.\"/chat\".client-url", "/configured.js",
            "sockee.sockjs.\"/chat\".response-limit", "5000",
            "sockee.sockjs.\"/chat\".heartbeat-delay", "3000",
            "sockee.sockjs.\"/chat\".disconnect-delay", "4000",
            "sockee.sockjs.\"/chat\".jsessionid", "false",
        };
        assertThat(of(Chat.class, pairs))
                .satisfies(options -> assertThat(options.transports())
                        .containsExactlyInAnyOrder(Transport.EVENTSOURCE, Transport.JSONP_POLLING))
                .returns("/configured.js", SockJsSettings::clientUrl)
                .returns(5000, SockJsSettings::responseLimit)
                .returns(3000L, SockJsSettings::heartbeatDelay)
                .returns(4000L, SockJsSettings::disconnectDelay)
                .returns(false, SockJsSettings::jsessionid);
        assertThat(of(Plain.class, pairs)).isEqualTo(of(Plain.class));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "transports | xhr | websocket, websocket-raw, xhr-streaming, xhr-polling, eventsource, htmlfile, jsonp-polling",
                "client-url | sockjs.js | a URL, or a path that begins with a slash",
                "response-limit | 0 | a whole number of bytes from 1000 to 2147483647",
                "heartbeat-delay | 25s | a whole number of milliseconds from 100 to 3600000",
                "disconnect-delay | 0 | a whole number of milliseconds from 100 to 3600000",
                "jsessionid | yes | true or false",
                "origins | example.org | scheme, host and port only, as in https://example.org:8443, or *",
            })
    @DisplayName("are refused by name when they cannot be")
    void refused(String option, String value, String expected) {
        String key = "sockee.sockjs.\"/chat\"." + option;
        assertThatThrownBy(() -> of(Chat.class, key, value))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("The setting " + key + " is '" + value + "', but must be " + expected + ".");
    }

    @Test
    @DisplayName("are refused when a service has wrong ones")
    void wrongService() {
        assertThatThrownBy(() -> of(Wrong.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("The option clientUrl of the @SockJs at /wrong must be a URL, or a path that begins with a"
                        + " slash.");
        assertThatThrownBy(() -> with().sockJs().origins(Wrong.class.getAnnotation(SockJs.class)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("The option origins of the @SockJs at /wrong must be scheme, host and port only");
        assertThatThrownBy(() -> of(Wrong.class, "sockee.sockjs.\"/wrong\".client-url", "/right.js"))
                .hasMessage("The option responseLimit of the @SockJs at /wrong must be from 1000 to 2147483647.");
    }

    @Test
    @DisplayName("are for the bridge what the settings say for all, or for its prefix")
    void bridge() {
        assertThat(with().sockJs().bridgePrefix()).isEmpty();
        Settings settings = with(
                "sockee.sockjs.bridge.prefix", "/sockjs",
                "sockee.sockjs.ping-timeout", "3000",
                "sockee.sockjs.heartbeat-delay", "4000",
                "sockee.sockjs.\"/sockjs\".heartbeat-delay", "5000",
                "sockee.sockjs.\"/sockjs\".transports", "websocket",
                "sockee.sockjs.\"/sockjs\".origins", "https://chat.example");
        assertThat(settings.sockJs().bridgePrefix()).contains("/sockjs");
        assertThat(settings.sockJs().bridge(settings.engine(), COPY))
                .returns(Set.of(Transport.WEBSOCKET), SockJsSettings::transports)
                .returns(COPY, SockJsSettings::clientUrl)
                .returns(5_000L, SockJsSettings::heartbeatDelay)
                .returns(3_000L, SockJsSettings::pingTimeout)
                .returns(131_072, SockJsSettings::responseLimit);
        assertThat(settings.sockJs().bridgeOrigins()).isPresent();
        assertThat(with("sockee.sockjs.bridge.prefix", "/sockjs").sockJs().bridgeOrigins())
                .isEmpty();
    }
}
