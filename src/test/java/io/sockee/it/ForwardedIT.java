package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests' own address is that of a trusted proxy. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A trusted proxy")
class ForwardedIT {
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";

    private static final int[] WELCOME = {200, 101};
    private static final int[] REFUSED = {403, 403};

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                        "sockee.trusted-proxies", "127.0.0.1, ::1, 10.0.0.0/8",
                        "sockee.trusted-headers", "X-Forwarded-For, x-forwarded-proto, X-Forwarded-Host",
                        "sockee.metrics.addresses", "192.0.2.0/24",
                        "sockee.engine.cookie", "io",
                        "sockee.engine.node", "a"))
                .addPackage("io.sockee.it.app");
    }

    private static Endpoint endpoint() {
        return Endpoint.socketIo(Deployments.base());
    }

    /** What polling and WebSocket are answered. */
    private static int[] statuses(String origin, String... headers) {
        String[] fields = new String[headers.length / 2 + 1];
        RawWebSocket.Request upgrade = RawWebSocket.to(endpoint(), WEBSOCKET).header("Origin", origin);
        fields[0] = "Origin: " + origin;
        for (int i = 0; i < headers.length; i += 2) {
            fields[i / 2 + 1] = headers[i] + ": " + headers[i + 1];
            upgrade.header(headers[i], headers[i + 1]);
        }
        try (RawHttp http = RawHttp.connect(endpoint())) {
            return new int[] {
                http.get(POLLING, fields).status(), upgrade.attempt().status()
            };
        }
    }

    @Test
    @DisplayName("says that its client used TLS: then pages of the https origin are the server's own")
    void ownOrigin() {
        String authority = endpoint().authority();
        assertThat(statuses("https://" + authority)).isEqualTo(REFUSED);
        assertThat(statuses("https://" + authority, "X-Forwarded-Proto", "https"))
                .isEqualTo(WELCOME);
        assertThat(statuses("http://" + authority, "X-Forwarded-Proto", "https"))
                .isEqualTo(REFUSED);
        assertThat(statuses("https://" + authority, "Forwarded", "for=192.0.2.1;proto=https"))
                .as("a header that is not among those that it sets is its client's own")
                .isEqualTo(REFUSED);
        assertThat(statuses(
                        "https://" + authority, "Forwarded", "for=192.0.2.1;proto=http", "X-Forwarded-Proto", "https"))
                .isEqualTo(WELCOME);
    }

    @Test
    @DisplayName("says which host its client asked for")
    void host() {
        String[] old = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "www.example.org"};
        assertThat(statuses("https://www.example.org", old)).isEqualTo(WELCOME);
        assertThat(statuses("https://www.example.org:8443", old)).isEqualTo(REFUSED);
        assertThat(statuses("https://evil.example", old)).isEqualTo(REFUSED);
    }

    @Test
    @DisplayName("may leave the host alone, without a port when that is the scheme's own")
    void hostHeader() {
        for (String scheme : new String[] {"http", "https"}) {
            assertThat(upgradeAtExample(scheme)).isEqualTo(101);
        }
    }

    private static int upgradeAtExample(String scheme) {
        try (RawHttp http = RawHttp.connect(endpoint())) {
            http.write("GET /socket.io/?" + WEBSOCKET + " HTTP/1.1\r\nHost: www.example.org\r\nOrigin: " + scheme
                    + "://www.example.org\r\nX-Forwarded-Proto: " + scheme
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            return http.read().status();
        }
    }

    private static String seen(String... headers) {
        RawWebSocket.Request request = RawWebSocket.to(endpoint(), WEBSOCKET);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (Client client = Client.join(EngineSocket.open(request), "/test", "{'name':'n'}")) {
            client.next();
            String answer = client.call("handshake");
            return answer.replaceAll(".*\"address\":\"([^\"]*)\".*", "$1") + " "
                    + answer.replaceAll(".*\"secure\":(true|false).*", "$1");
        }
    }

    @ParameterizedTest(name = "says {0}: {1}, and a controller sees {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For | 192.0.2.1                                   | 192.0.2.1 false",
                "X-Forwarded-For | 2001:DB8::0:1                               | 2001:db8::1 false",
                "X-Forwarded-For | 6.6.6.6, 192.0.2.1                          | 192.0.2.1 false",
                "X-Forwarded-For | 6.6.6.6, 192.0.2.1, 10.0.0.2                | 192.0.2.1 false",
                "X-Forwarded-For | 127.0.0.1, 6.6.6.6, 192.0.2.1               | 192.0.2.1 false",
            })
    void client(String header, String value, String expected) {
        assertThat(seen(header, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "evil.example", "6.6.6.6,", "'", "\u00ff"})
    @DisplayName("that says nothing to be understood is the client itself")
    void nonsense(String value) {
        assertThat(seen("X-Forwarded-For", value)).matches("(127\\.0\\.0\\.1|::1) false");
    }

    @Test
    @DisplayName("has no other way to say so, and nobody has: not by a server's own private headers")
    void privateHeaders() {
        assertThat(seen("$WSRA", "6.6.6.6", "$WSRH", "evil.example", "$WSSC", "https", "$WSIS", "true"))
                .matches("(127\\.0\\.0\\.1|::1) false");
        assertThat(seen("X-Real-IP", "6.6.6.6", "X-Forwarded-Ssl", "on", "Client-IP", "6.6.6.6"))
                .matches("(127\\.0\\.0\\.1|::1) false");
    }

    @Test
    @DisplayName("and any client may leave blanks behind a header's value, which are no part of it")
    void trailingBlanks() {
        RawWebSocket.Request request = RawWebSocket.to(endpoint(), WEBSOCKET)
                .header("X-Test", "a b  ")
                .header("X-Forwarded-For", "192.0.2.1 ");
        try (Client client = Client.join(EngineSocket.open(request), "/test", "{'name':'n'}")) {
            client.next();
            assertThat(client.call("handshake")).contains("\"header\":[\"a b\"]", "\"address\":\"192.0.2.1\"");
        }
    }

    @Test
    @DisplayName("gets a cookie for TLS alone when its client used TLS, with the way back to this server")
    void cookie() {
        EngineHttp http = new EngineHttp(endpoint());
        HttpReply secure = http.get(POLLING, "X-Forwarded-Proto", "https");
        assertThat(secure.header("set-cookie").orElseThrow())
                .matches("io=[\\w-]{20}\\.a; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(http.get(POLLING).header("set-cookie").orElseThrow()).endsWith("; SameSite=Lax");
        assertThat(RawWebSocket.to(endpoint(), WEBSOCKET)
                        .header("X-Forwarded-Proto", "https")
                        .attempt()
                        .header("set-cookie")
                        .orElseThrow())
                .matches("io=[\\w-]{20}\\.a; .*; Secure");
        assertThat(http.open().sid()).matches("[\\w-]{20}\\.a");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "192.0.2.7, 200",
        "192.0.3.7, 403",
        "'192.0.2.7, 192.0.3.7', 403",
        "'192.0.3.7, 192.0.2.7', 200",
        "'', 403"
    })
    @DisplayName("says who asks for metrics, which only some addresses may see; what clients say is not believed")
    void metrics(String forwarded, int status) {
        try (RawHttp http = RawHttp.connect(endpoint())) {
            http.write("GET /sockee/metrics HTTP/1.1\r\nHost: " + endpoint().authority() + "\r\n"
                    + (forwarded.isEmpty() ? "" : "X-Forwarded-For: " + forwarded + "\r\n") + "\r\n");
            assertThat(http.read().status()).isEqualTo(status);
        }
    }
}
