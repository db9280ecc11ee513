package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The headers of a handshake")
class HandshakeHeadersTest {

    private static Map<String, List<String>> of(Map<String, List<String>> headers) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return HandshakeHeaders.of((HttpServletRequest) Proxy.newProxyInstance(
                HandshakeHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getHeaderNames" -> Collections.enumeration(all.keySet());
                    case "getHeaders" -> Collections.enumeration(all.getOrDefault((String) arguments[0], List.of()));
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    @DisplayName("have lower-case names, and all values without the blanks around them, in their order")
    void values() {
        assertThat(of(Map.of("X-Test", List.of("a ", " b", "a"), "Host", List.of("here\t"), "x-none", List.of())))
                .isEqualTo(Map.of("x-test", List.of("a", "b", "a"), "host", List.of("here"), "x-none", List.of()));
    }

    @Test
    @DisplayName("are those that tell of the client, not those that moved the request")
    void transport() {
        assertThat(of(Map.of(
                        "Connection", List.of("Upgrade"),
                        "UPGRADE", List.of("websocket"),
                        "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ=="),
                        "Sec-WebSocket-Extensions", List.of("permessage-deflate"),
                        "Sec-WebSocket-Protocol", List.of("chat"),
                        "Content-Length", List.of("2"),
                        "User-Agent", List.of("Browser"))))
                .containsOnlyKeys("sec-websocket-protocol", "user-agent");
    }

    @Test
    @DisplayName("share their usual names among all connections")
    void names() {
        String one = of(Map.of("User-Agent", List.of("a"))).keySet().iterator().next();
        String another =
                of(Map.of("USER-AGENT", List.of("b"))).keySet().iterator().next();
        assertThat(one).isSameAs(another);
    }
}
