package io.sockee.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Whatever proxies say, a request has arrived from an address, at a scheme, at a host that can be one. */
class ForwardedFuzzTest {
    private static final String PROXY = "192.0.2.1";

    @FuzzTest(maxDuration = "2s")
    void isBelieved(byte[] utf8) {
        String[] lines = (new String(utf8, StandardCharsets.UTF_8) + "\n\n\n\n").split("\n", -1);
        Arrival direct = Arrival.direct(PROXY, false, "inner.example", "unused", 9080);
        ForwardedHeaders headers =
                new ForwardedHeaders(List.of(lines[0]), List.of(lines[1]), List.of(lines[2]), List.of(lines[3]));
        for (Set<String> counts : List.of(
                Set.of(ForwardedHeaders.FORWARDED), Set.copyOf(ForwardedHeaders.NAMES), Set.of("X-Forwarded-For"))) {
            Arrival arrival = TrustedProxies.of(List.of(PROXY), counts).arrival(direct, headers);
            assertThat(IpAddress.parse(arrival.address())).isPresent();
            assertThat(arrival.scheme()).isIn("http", "https");
            assertThat(arrival.port()).isBetween(0, 65_535);
            assertThat(arrival.host()).doesNotContainAnyWhitespaces().doesNotContain("/", "@", "\u0000");
        }
    }
}
