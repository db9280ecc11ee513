package io.sockee.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted are 10.0.0.0/8 and fd00::/8; the peer is 10.0.0.1, and it was asked for http://inner.example. */
class TrustedProxiesTest {
    private static final List<String> RANGES = List.of("10.0.0.0/8", "fd00::/8");
    private static final TrustedProxies PROXIES =
            TrustedProxies.of(RANGES, Set.of(ForwardedHeaders.FOR, ForwardedHeaders.PROTO, ForwardedHeaders.HOST));
    private static final TrustedProxies NEWER = TrustedProxies.of(RANGES, Set.of(ForwardedHeaders.FORWARDED));
    private static final ForwardedHeaders NOTHING = old("", "", "");
    private static final String PEER = "10.0.0.1";

    private static Arrival from(String peer) {
        return Arrival.direct(peer, false, "inner.example", "unused", 9080);
    }

    private static List<String> lines(String value) {
        return value.isEmpty() ? List.of() : List.of(value.split("\n"));
    }

    private static ForwardedHeaders old(String addresses, String schemes, String hosts) {
        return new ForwardedHeaders(List.of(), lines(addresses), lines(schemes), lines(hosts));
    }

    private static ForwardedHeaders forwarded(String value) {
        return new ForwardedHeaders(lines(value), List.of("6.6.6.6"), List.of("https"), List.of("old.example"));
    }

    private static String seen(ForwardedHeaders headers) {
        TrustedProxies proxies = headers.forwarded().isEmpty() ? PROXIES : NEWER;
        Arrival arrival = proxies.arrival(from(PEER), headers);
        return arrival.address() + " " + arrival.origin();
    }

    @Test
    @DisplayName("what a client says in a header that the proxies do not set changes nothing")
    void foreignHeaders() {
        ForwardedHeaders both = new ForwardedHeaders(
                List.of("for=6.6.6.6;proto=https;host=evil.example"),
                List.of("192.0.2.1"),
                List.of("http"),
                List.of("evil.example"));
        assertThat(PROXIES.arrival(from(PEER), both).address()).isEqualTo("192.0.2.1");
        assertThat(NEWER.arrival(from(PEER), both).address()).isEqualTo("6.6.6.6");
        TrustedProxies byDefault = TrustedProxies.of(RANGES, Set.of(ForwardedHeaders.FOR, ForwardedHeaders.PROTO));
        assertThat(byDefault.arrival(from(PEER), both).origin()).isEqualTo("http://inner.example:80");
        assertThat(TrustedProxies.of(RANGES, Set.of()).arrival(from(PEER), both))
                .isEqualTo(from(PEER));
    }

    @ParameterizedTest(name = "X-Forwarded-For: {0}; -Proto: {1}; -Host: {2}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "''                          | ''          | ''                 | 10.0.0.1 http://inner.example:80",
                "192.0.2.1                   | ''          | ''                 | 192.0.2.1 http://inner.example:80",
                "192.0.2.1                   | https       | ''                 | 192.0.2.1 https://inner.example:443",
                "192.0.2.1                   | HTTPS       | WWW.Example        | 192.0.2.1 https://www.example:443",
                "192.0.2.1                   | https       | www.example:8443   | 192.0.2.1 https://www.example:8443",
                "192.0.2.1                   | wss         | [2001:db8::1]:8443 | 192.0.2.1 https://[2001:db8::1]:8443",
                "192.0.2.1                   | ws          | www.example        | 192.0.2.1 http://www.example:80",
                "''                          | https       | www.example        | 10.0.0.1 https://www.example:443",
                "6.6.6.6, 192.0.2.1          | https       | ''                 | 192.0.2.1 https://inner.example:443",
                "6.6.6.6,192.0.2.1,10.0.0.2  | https       | ''                 | 192.0.2.1 https://inner.example:443",
                "192.0.2.1, 10.0.0.3,fd00::2 | https       | ''                 | 192.0.2.1 https://inner.example:443",
                "10.0.0.9, 10.0.0.2          | https       | ''                 | 10.0.0.9 https://inner.example:443",
                "192.0.2.1:4711              | ''          | ''                 | 192.0.2.1 http://inner.example:80",
                "[2001:db8::1]:4711          | ''          | ''                 | 2001:db8::1 http://inner.example:80",
                "2001:DB8:0::1               | ''          | ''                 | 2001:db8::1 http://inner.example:80",
                "192.0.2.1, unknown          | https       | ''                 | 10.0.0.1 https://inner.example:443",
                "192.0.2.1,, 10.0.0.2        | https       | ''                 | 10.0.0.2 https://inner.example:443",
                "192.0.2.1, evil.example     | ''          | ''                 | 10.0.0.1 http://inner.example:80",
                "192.0.2.1                   | http, https | a.example, b.test  | 192.0.2.1 https://b.test:443",
                "192.0.2.1                   | gopher      | b.test             | 192.0.2.1 http://b.test:80",
                "192.0.2.1                   | https       | a b                | 192.0.2.1 https://inner.example:443",
                "192.0.2.1                   | https       | evil.example/x     | 192.0.2.1 https://inner.example:443",
                "192.0.2.1                   | https       | u@evil.example     | 192.0.2.1 https://inner.example:443",
                "192.0.2.1                   | https       | a.example:65536    | 192.0.2.1 https://inner.example:443",
                "192.0.2.1                   | https       | [::g]              | 192.0.2.1 https://inner.example:443",
            })
    void readsTheOldHeaders(String addresses, String schemes, String hosts, String expected) {
        assertThat(seen(old(addresses, schemes, hosts))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "Forwarded: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=192.0.2.1                                            | 192.0.2.1 http://inner.example:80",
                "for=192.0.2.1;proto=https;host=www.example               | 192.0.2.1 https://www.example:443",
                "For=\"192.0.2.1:47\" ; PROTO=\"HTTPS\";by=_x             | 192.0.2.1 https://inner.example:443",
                "for=\"[2001:db8::1]\";host=\"www.example:8443\"          | 2001:db8::1 http://www.example:8443",
                "for=\"[2001:db8::1]:_p\"                                 | 2001:db8::1 http://inner.example:80",
                "for=\"192.0.2.\\1\"                                      | 192.0.2.1 http://inner.example:80",
                "for=6.6.6.6, for=192.0.2.1;proto=https                   | 192.0.2.1 https://inner.example:443",
                "for=192.0.2.1;proto=https, for=10.0.0.2;proto=http       | 192.0.2.1 https://inner.example:443",
                "for=192.0.2.1;host=www.example, for=10.0.0.2;proto=https | 192.0.2.1 https://www.example:443",
                "proto=https                                              | 10.0.0.1 https://inner.example:443",
                "for=192.0.2.1, for=unknown;proto=https                   | 10.0.0.1 https://inner.example:443",
                "for=192.0.2.1, for=_hidden;proto=https                   | 10.0.0.1 https://inner.example:443",
                "for=192.0.2.1, for=10.0.0.2;proto=https, proto=http      | 10.0.0.1 http://inner.example:80",
                "nonsense, for=10.0.0.2;proto=https                       | 10.0.0.2 https://inner.example:443",
                "for=192.0.2.1;proto=ftp                                  | 10.0.0.1 http://inner.example:80",
                "for=192.0.2.1;host=a/b                                   | 10.0.0.1 http://inner.example:80",
                "for=192.0.2.1;host=\"a b\"                               | 10.0.0.1 http://inner.example:80",
                "for=192.0.2.1;for=192.0.2.2                              | 10.0.0.1 http://inner.example:80",
                "for = 192.0.2.1                                          | 10.0.0.1 http://inner.example:80",
                "for=[2001:db8::1]                                        | 10.0.0.1 http://inner.example:80",
                "for=2001:db8::1                                          | 10.0.0.1 http://inner.example:80",
                "for=\"2001:db8::1\"                                      | 10.0.0.1 http://inner.example:80",
                "for=192.0.2.1;                                           | 10.0.0.1 http://inner.example:80",
                "for=                                                     | 10.0.0.1 http://inner.example:80",
                "for=\"192.0.2.1                                          | 10.0.0.1 http://inner.example:80",
                "for=evil.example                                         | 10.0.0.1 http://inner.example:80",
                // What a client has opened a quote in front of cannot swallow what a proxy has added.
                "for=\"6.6.6.6, for=192.0.2.1;proto=https                 | 192.0.2.1 https://inner.example:443",
                "for=\"6.6.6.6, for=\"[2001:db8::1]\"                     | 2001:db8::1 http://inner.example:80",
                "x=\"\\, for=\"192.0.2.1\"                                | 192.0.2.1 http://inner.example:80",
                "x=\"\\\", for=\"192.0.2.1\"                              | 192.0.2.1 http://inner.example:80",
            })
    void readsForwardedAndThenNoOther(String value, String expected) {
        assertThat(seen(forwarded(value))).isEqualTo(expected);
    }

    @Test
    void anEmptyForwardedIsOneThatSaysNothing() {
        assertThat(seen(new ForwardedHeaders(List.of(""), List.of("192.0.2.1"), List.of("https"), List.of())))
                .isEqualTo("10.0.0.1 http://inner.example:80");
    }

    @Test
    void linesAreOneList() {
        assertThat(seen(old("6.6.6.6\n192.0.2.1, 10.0.0.3\n10.0.0.2", "http\nhttps", "")))
                .isEqualTo("192.0.2.1 https://inner.example:443");
        assertThat(seen(forwarded("for=\"6.6.6.6\nfor=192.0.2.1;proto=https\nfor=10.0.0.2;proto=http")))
                .isEqualTo("192.0.2.1 https://inner.example:443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "11.0.0.1", "::1", "fe00::1", "localhost", "", "10.0.0.1.example"})
    void nobodyElseIsBelieved(String peer) {
        for (ForwardedHeaders headers :
                List.of(forwarded("for=10.0.0.1;proto=https;host=a.example"), old("10.0.0.1", "https", "a.example"))) {
            assertThat(PROXIES.arrival(from(peer), headers)).isEqualTo(from(peer));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::ffff:10.0.0.1", "fd00:0:0:0:0:0:0:1", "fd00::1%2"})
    void proxiesAreKnownInEveryForm(String peer) {
        assertThat(PROXIES.arrival(from(peer), old("192.0.2.1", "https", "")).address())
                .isEqualTo("192.0.2.1");
    }

    @Test
    void withoutProxiesNoHeaderIsBelieved() {
        assertThat(TrustedProxies.none().arrival(from(PEER), old("192.0.2.1", "https", "a.example")))
                .isEqualTo(from(PEER));
        assertThat(PROXIES.arrival(from(PEER), NOTHING)).isEqualTo(from(PEER));
    }

    @Test
    void aListOfNoAddressesIsRefusedByName() {
        assertThatThrownBy(() -> TrustedProxies.of(List.of("10.0.0.1", "proxy.example"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("proxy.example");
    }

    @Test
    void theServersOwnPartIsReadFromItsHostHeader() {
        assertThat(Arrival.direct("::ffff:192.0.2.1", true, "Example.org", "x", 9443))
                .isEqualTo(new Arrival("192.0.2.1", "https", "example.org", 443));
        assertThat(Arrival.direct("0:0:0:0:0:0:0:1", false, null, "Example.org", 9080))
                .isEqualTo(new Arrival("::1", "http", "example.org", 9080));
        assertThat(Arrival.direct("192.0.2.1", false, "a b", "x", 9080).host()).isEmpty();
        assertThat(Arrival.direct("192.0.2.1", false, "example.org:8080", "x", 9080)
                        .origin())
                .isEqualTo("http://example.org:8080");
    }

    @Test
    void theWalkIsBounded() {
        String hops = String.join(",", java.util.Collections.nCopies(100_000, "10.0.0.2"));
        String quotes = "\"\\".repeat(200_000);
        String backslashes = "for=\"" + "\\".repeat(400_000) + "\"";
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (String hostile : List.of(hops, "192.0.2.1," + hops, quotes, backslashes, ";".repeat(400_000))) {
                assertThat(seen(old(hostile, hostile, hostile))).startsWith("10.0.0.");
                assertThat(seen(forwarded(hostile))).isEqualTo("10.0.0.1 http://inner.example:80");
                assertThat(seen(forwarded(hostile + ",for=192.0.2.1"))).startsWith("192.0.2.1 ");
            }
        });
    }

    @Test
    void nothingToTheLeftOfTheClientMatters() {
        Random random = new Random(7239);
        String alphabet = "for=proto;host,\"\\ 10.0.0.2[]:_https";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder hostile = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(at -> hostile.append(alphabet.charAt(at)));
            for (String truth : List.of("for=192.0.2.1;proto=http", "for=\"[2001:db8::1]:80\";proto=http")) {
                String client = truth.contains("[") ? "2001:db8::1" : "192.0.2.1";
                Stream.of(", ", "\n")
                        .forEach(separator -> assertThat(seen(forwarded(hostile + separator + truth)))
                                .as(hostile.toString())
                                .isEqualTo(client + " http://inner.example:80"));
            }
            assertThat(seen(old(hostile + ", 192.0.2.1", "http", ""))).startsWith("192.0.2.1 ");
        }
    }
}
