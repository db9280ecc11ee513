package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.proxy.TrustedProxies;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request that arrives")
class ArrivalFilterTest {
    private final Arrivals arrivals = new Arrivals();
    private final Map<String, String> headers = new HashMap<>();
    private int status = 200;

    @BeforeEach
    void configure() {
        arrivals.configure(
                TrustedProxies.none(),
                new HttpsPolicy(HttpsPolicy.Mode.REDIRECT, 443, 600),
                new HostPolicy(Set.of("example.org"), Set.of()));
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public void write(int octet) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }

    private static HttpServletRequest request(String host, boolean secure, String method) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ArrivalFilterTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getHeader" -> "Host".equals(arguments[0]) ? host : null;
                    case "getRemoteAddr" -> "192.0.2.1";
                    case "isSecure" -> secure;
                    case "getServerName" -> host;
                    case "getServerPort" -> secure ? 443 : 80;
                    case "getMethod" -> method;
                    case "getServletPath", "getRequestURI" -> "/page";
                    case "getPathInfo", "getQueryString" -> null;
                    case "getContentLengthLong" -> 0L;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus" -> status = (int) arguments[0];
                        case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                        case "getOutputStream" -> {
                            return new Nowhere();
                        }
                        default -> {}
                    }
                    return null;
                });
    }

    @ParameterizedTest(name = "{0}, with TLS {1}, {2}: {3}")
    @CsvSource({
        "other.example, false, GET,  421,",
        "other.example, false, POST, 421,",
        "other.example, true,  GET,  421,",
        "example.org,   false, GET,  308, https://example.org/page",
        "example.org,   false, POST, 403,",
        "example.org,   true,  GET,  200,",
    })
    @DisplayName("is asked for its host first, so that nobody is sent to a foreign one")
    void hostComesFirst(String host, boolean secure, String method, int expected, String location) throws Exception {
        boolean passedOn =
                ArrivalFilter.admits(arrivals, new EngineGateways(), request(host, secure, method), response());
        assertThat(status).isEqualTo(expected);
        assertThat(headers.get("Location")).isEqualTo(location);
        assertThat(passedOn).isEqualTo(expected == 200);
        assertThat(headers.containsKey("Strict-Transport-Security")).isEqualTo(passedOn);
    }
}
