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
import org.junit.jupiter.params.provider.ValueSource;

/** A server that wants HTTPS, behind a proxy that says by which scheme a request came. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A server with HTTPS")
class HttpsIT {
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String HSTS = "strict-transport-security";
    private static final String SECURELY = "X-Forwarded-Proto: https";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                "sockee.trusted-proxies", "127.0.0.1,::1",
                "sockee.websocket.adapter", "standard",
                "sockee.https", "redirect",
                "sockee.https.public-port", "9443",
                "sockee.https.hsts-max-age", "600",
                "sockee.demo", "true"));
    }

    private static Endpoint at(String path) {
        return new Endpoint(Deployments.base(), path);
    }

    private static HttpReply ask(String method, String path, String query, String... fields) {
        try (RawHttp http = RawHttp.connect(at(path))) {
            http.head(method, query, fields);
            // The answer to HEAD tells a length and has no body.
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/demo/demo.js", "/socket.io/socket.io.js", "/nowhere%20at%20all"})
    @DisplayName("sends pages and files there, with path and query as they were")
    void redirects(String path) {
        for (String method : new String[] {"GET", "HEAD"}) {
            HttpReply reply = ask(method, path, "a=%41&b");
            assertThat(reply.status()).as(method).isEqualTo(308);
            assertThat(reply.header("location")).hasValue("https://" + at(path).host() + ":9443" + path + "?a=%41&b");
            assertThat(reply.header(HSTS))
                    .as("only an answer over TLS may say it")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("does not redirect what carries a connection, but refuses it")
    void refusesConnections() {
        Endpoint endpoint = Endpoint.socketIo(Deployments.base());
        for (HttpReply refused : new HttpReply[] {
            new EngineHttp(endpoint).get(POLLING),
            new EngineHttp(endpoint).post(POLLING + "&sid=abc", "40"),
            RawWebSocket.to(endpoint, "EIO=4&transport=websocket").attempt(),
            ask("POST", "/", "", "Content-Length: 0"),
            ask("GET", "/", "", "X-Forwarded-Proto: http", "Upgrade: websocket"),
        }) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).isEqualTo("HTTPS is required.");
            assertThat(refused.header("location")).isEmpty();
            assertThat(refused.header(HSTS)).isEmpty();
        }
    }

    @Test
    @DisplayName("does not believe a header that its proxies are not said to set")
    void foreignHeader() {
        assertThat(ask("GET", "/", "", "Forwarded: for=192.0.2.1;proto=https").status())
                .isEqualTo(308);
    }

    @Test
    @DisplayName("leaves WebSockets to the server where that is wanted")
    void standard() {
        ServerLog.until(1, "WebSockets: the server's own (sockee.websocket.adapter=standard)");
    }

    @Test
    @DisplayName("serves what came over TLS, and tells browsers to stay there")
    void secure() {
        for (HttpReply reply : new HttpReply[] {
            ask("GET", "/", "", SECURELY),
            ask("GET", "/socket.io/", POLLING, SECURELY),
            ask("GET", "/socket.io/socket.io.js", "", SECURELY, "Forwarded: for=192.0.2.1;proto=http"),
        }) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header(HSTS)).hasValue("max-age=600");
        }
        RawWebSocket.Request upgrade = RawWebSocket.to(
                        Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket")
                .header("X-Forwarded-Proto", "https");
        try (EngineSocket socket = EngineSocket.open(upgrade)) {
            socket.send("1").ending();
        }
    }
}
