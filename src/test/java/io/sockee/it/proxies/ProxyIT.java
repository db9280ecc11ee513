package io.sockee.it.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.Deployments;
import java.util.Map;
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
    }
}
