package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.OriginsSuite;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The WAR as it is delivered, without a single setting. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.DELIVERED)
class DefaultsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.delivered();
    }

    @Nested
    class Origins extends OriginsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    @DisplayName("A production server")
    class Production {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "demo/index.html",
                    "engine.io/?EIO=4&transport=polling",
                    "sockee/admin/",
                    "sockee/admin/index.html",
                    "sockee/metrics",
                    "sockee/traffic",
                    "sockee/console/"
                })
        @DisplayName(
                "has no demo page, nothing of the conformance profile, and nothing that only those may see who run it")
        void hasNoDemo(String path) throws Exception {
            assertThat(get(path).statusCode()).isEqualTo(404);
        }

        @Test
        @DisplayName("has no namespace for admins")
        void hasNoAdmins() {
            try (EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
                socket.send("40/admin,{\"username\":\"ann\",\"password\":\"open sesame\"}");
                assertThat(socket.next()).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
            }
        }

        @Test
        @DisplayName("lets nobody register")
        void registrationIsClosed() {
            AuthHttp.Reply reply =
                    AuthHttp.post("register", "{'name':'eve','email':'eve@x.org','password':'secret1!'}");
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).isEqualTo(AuthHttp.failure("Registration is closed."));
        }

        @Test
        @DisplayName("offers the documented timings and limits")
        void timings() throws Exception {
            assertThat(get("socket.io/?EIO=4&transport=polling").body())
                    .endsWith("\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
                            + "\"maxPayload\":1000000}");
        }
    }

    @Nested
    @DisplayName("A proxy that nobody has named")
    class Proxies {

        @ParameterizedTest
        @CsvSource({
            "X-Forwarded-Proto, https",
            "Forwarded, for=192.0.2.1;proto=https",
        })
        @DisplayName("is not believed")
        void notBelieved(String header, String value) throws Exception {
            String own = Deployments.base().getAuthority();
            assertThat(get("socket.io/?EIO=4&transport=polling", "Origin", "https://" + own, header, value)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get("socket.io/?EIO=4&transport=polling", "Origin", "http://" + own, header, value)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get("socket.io/socket.io.js", header, value).headers().firstValue("strict-transport-security"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("A page whose foreign name was made to lead to the machine that it is seen on")
    class Rebinding {

        @ParameterizedTest
        @CsvSource({"evil.example, 421", "localhost, 200", "127.0.0.1, 200", "app.localhost, 200"})
        @DisplayName("is refused, though nobody has said what the server is called")
        void refused(String host, int status) {
            int port = Deployments.base().getPort();
            try (RawHttp http = RawHttp.connect(Endpoint.socketIo(Deployments.base()))) {
                http.write("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: " + host + ":" + port
                        + "\r\nOrigin: http://" + host + ":" + port + "\r\n\r\n");
                assertThat(http.read().status()).isEqualTo(status);
            }
        }
    }

    @Nested
    @DisplayName("The client's files")
    class ClientFiles {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "socket.io.js",
                    "socket.io.min.js",
                    "socket.io.esm.min.js",
                    "socket.io.msgpack.min.js",
                    "socket.io.js.map",
                    "socket.io.min.js.map",
                    "socket.io.esm.min.js.map",
                    "socket.io.msgpack.min.js.map"
                })
        @DisplayName("are served with their version as tag, and not again to who has them")
        void served(String file) throws Exception {
            HttpResponse<String> first = get("socket.io/" + file);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).hasSizeGreaterThan(1000);
            assertThat(first.headers().firstValue("etag")).hasValue("\"4.8.4\"");
            assertThat(first.headers().firstValue("cache-control")).hasValue("public, max-age=0");
            for (String known : new String[] {"\"4.8.4\"", "W/\"4.8.4\""}) {
                HttpResponse<String> again = get("socket.io/" + file, "If-None-Match", known);
                assertThat(again.statusCode()).isEqualTo(304);
                assertThat(again.body()).isEmpty();
            }
            assertThat(get("socket.io/" + file, "If-None-Match", "\"4.8.3\"").statusCode())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"sockee-sockjs-transport.js", "sockee-sockjs-transport.esm.js"})
        @DisplayName("have the transport to the bridge beside them, whose tag is that of its content")
        void transport(String file) throws Exception {
            HttpResponse<String> first = get("socket.io/" + file);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).contains("SockJsTransport");
            assertThat(first.headers().firstValue("content-type").orElse("")).startsWith("application/javascript");
            String tag = first.headers().firstValue("etag").orElseThrow();
            assertThat(tag).matches("\"[0-9a-f]+\"");
            HttpResponse<String> again = get("socket.io/" + file, "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Nested
    @DisplayName("The files of SockJS's client")
    class SockJsClientFiles {

        @ParameterizedTest
        @ValueSource(strings = {"sockjs.js", "sockjs.js.map", "sockjs.min.js", "sockjs.min.js.map"})
        @DisplayName("are served with their version as tag, and not again to who has them")
        void served(String file) throws Exception {
            HttpResponse<String> first = get("sockee/client/" + file);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).hasSizeGreaterThan(1000);
            assertThat(first.headers().firstValue("etag")).hasValue("\"1.6.1\"");
            assertThat(first.headers().firstValue("cache-control")).hasValue("public, max-age=0");
            assertThat(get("sockee/client/" + file, "If-None-Match", "\"1.6.1\"")
                            .statusCode())
                    .isEqualTo(304);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "LICENSE", "sockjs", "socket.io.js", "../client/sockjs.js/x"})
        @DisplayName("are all there is")
        void notServed(String file) throws Exception {
            assertThat(get("sockee/client/" + file).statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Deployments.base().resolve("/" + path)).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
