package io.sockee.it.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.Deployments;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.SockJsHttp;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples of {@code deploy}, with the proxies of this machine. */
@ExtendWith(ArquillianExtension.class)
class ProxyIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                        "sockee.trusted-proxies", "127.0.0.1",
                        "sockee.https", "redirect",
                        "sockee.engine.node", "a"))
                .addPackage("io.sockee.conformance")
                .addPackage("io.sockee.it.app");
    }

    @Nested
    @DisplayName("nginx")
    class Nginx extends ProxySuite {
        Nginx() {
            super(ReverseProxy.Kind.NGINX);
        }

        @Test
        @Order(4)
        @DisplayName("carries SockJS's streams also where it keeps other answers back")
        void buffering() throws Exception {
            assertThat(sockJsBehind(Map.of("proxy_buffering         off;", "proxy_buffering on;"), "xhr-streaming"))
                    .isEqualTo("xhr-streaming");
        }

        @Test
        @Order(4)
        @DisplayName("lets SockJS's client find the way that is left where it keeps all answers back")
        void keepsBack() throws Exception {
            assertThat(sockJsBehind(
                            Map.of(
                                    "proxy_buffering         off;",
                                    "proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;"),
                            "xhr-streaming,xhr-polling"))
                    .isEqualTo("xhr-polling");
        }
    }

    @Nested
    @DisplayName("Apache httpd")
    class Apache extends ProxySuite {
        Apache() {
            super(ReverseProxy.Kind.APACHE);
        }
    }

    @Nested
    @DisplayName("HAProxy")
    class HaProxy extends ProxySuite {
        HaProxy() {
            super(ReverseProxy.Kind.HAPROXY);
        }

        @Test
        @Order(4)
        @DisplayName("brings every request of SockJS's sessions to its own server by the cookie, too")
        void cookies() throws Exception {
            Map<String, String> changes = Map.of(
                    "use-server a if sockjs { path,field(-2,/),crc32(1),mod(2) -m int 0 }",
                    "cookie JSESSIONID prefix",
                    "use-server b if sockjs { path,field(-2,/),crc32(1),mod(2) -m int 1 }",
                    "",
                    servers().get(0),
                    servers().get(0) + " cookie first",
                    servers().get(1),
                    servers().get(1) + " cookie second");
            Set<String> servers = behind(changes, base -> {
                SockJsHttp sockJs = new SockJsHttp(base);
                return IntStream.range(0, 12)
                        .mapToObj(i -> serverByCookie(sockJs))
                        .collect(Collectors.toSet());
            });
            assertThat(servers).containsExactlyInAnyOrder("first", "second");
        }

        private static String serverByCookie(SockJsHttp sockJs) {
            String session = SockJsHttp.session("/cookie_needed_echo");
            HttpReply opened = sockJs.post(session + "/xhr");
            assertThat(opened.body()).isEqualTo("o\n");
            String cookie = opened.header("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
            assertThat(cookie).matches("JSESSIONID=(first|second)~dummy");
            for (int i = 0; i < 3; i++) {
                assertThat(sockJs.send(session + "/xhr_send", "[\"hi\"]", "Cookie: " + cookie)
                                .status())
                        .isEqualTo(204);
                assertThat(sockJs.post(session + "/xhr", "Cookie: " + cookie).body())
                        .isEqualTo("a[\"hi\"]\n");
            }
            return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf('~'));
        }
    }
}
