package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.endpoint.HttpsPolicy.Mode;
import io.sockee.endpoint.HttpsPolicy.Verdict;
import io.sockee.proxy.Arrival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpsPolicyTest {
    private static final Arrival PLAIN = new Arrival("192.0.2.1", "http", "example.org", 80);

    private static Verdict decide(Mode mode, int port, Arrival arrival, String method, boolean connects) {
        return new HttpsPolicy(mode, port, 600).decide(arrival, method, connects, "/a%20b?c=d");
    }

    @Test
    void isOffUnlessItIsWanted() {
        assertThat(HttpsPolicy.OFF.isOff()).isTrue();
        assertThat(new HttpsPolicy(Mode.REDIRECT, 443, 0).isOff()).isFalse();
        assertThat(new HttpsPolicy(Mode.REQUIRE, 443, 0).isOff()).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}, connects {2}, HTTPS at {3}: {4}")
    @CsvSource({
        "REDIRECT, GET,  false, 443,  https://example.org/a%20b?c=d",
        "REDIRECT, HEAD, false, 443,  https://example.org/a%20b?c=d",
        "REDIRECT, GET,  false, 9443, https://example.org:9443/a%20b?c=d",
        "REDIRECT, POST, false, 443,  refused",
        "REDIRECT, GET,  true,  443,  refused",
        "REQUIRE,  GET,  false, 443,  refused",
        "REQUIRE,  POST, true,  443,  refused",
    })
    void sendsPagesToHttpsAndRefusesTheRest(Mode mode, String method, boolean connects, int port, String expected) {
        assertThat(decide(mode, port, PLAIN, method, connects))
                .isEqualTo(expected.equals("refused") ? new Verdict.Refuse() : new Verdict.Redirect(expected));
    }

    @Test
    void letsInWhatCameWithTlsAndHasItStayThere() {
        Arrival secure = new Arrival("192.0.2.1", "https", "example.org", 443);
        assertThat(decide(Mode.REDIRECT, 443, secure, "POST", true)).isEqualTo(new Verdict.Secure("max-age=600"));
        assertThat(decide(Mode.REQUIRE, 443, secure, "GET", false)).isEqualTo(new Verdict.Secure("max-age=600"));
    }

    @Test
    void doesNotKnowWhereToSendWhoNamesNoHost() {
        Arrival nowhere = new Arrival("192.0.2.1", "http", "", 80);
        assertThat(decide(Mode.REDIRECT, 443, nowhere, "GET", false)).isEqualTo(new Verdict.Refuse());
    }
}
