package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.connection.CloseReason;
import io.sockee.recovery.Bounds;
import io.sockee.socket.NamespaceRules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Namespaces have rules of their own: how many come in, from which pages, and whether they can come back. */
class NamespaceRulesTest {
    private static final Bounds BOUNDS = new Bounds(60_000, 50_000, 100, 10_000, 10, 100_000);

    @Controller(namespace = {"/", "/small", "/plain"})
    @NonBlocking
    public static class Desk {
        private boolean closed;

        @OnConnect
        public void connect() {
            if (closed) {
                throw new RefusedException("Closed.");
            }
        }

        @On("q")
        public int question() {
            return 1;
        }
    }

    private final Desk desk = new Desk();
    private final NamespaceRules rules = new NamespaceRules(
            Map.of(
                    "/small", new Rule(2, Set.of("https://example.org")::contains, true),
                    "/plain", new Rule(0, null, false)),
            Rule.NONE);
    private final SocketFixture fixture = SocketFixture.recoveringBy(BOUNDS, List.of(), rules, false, desk);

    @AfterEach
    void close() {
        fixture.close();
    }

    private RecordingConnection joined() {
        RecordingConnection client = fixture.client().say("0/small,");
        assertThat(client.heard()).singleElement().asString().startsWith("0/small,{\"sid\"");
        return client;
    }

    private void assertIsFull() {
        assertThat(fixture.client().say("0/small,").heard())
                .containsExactly("4/small,{\"message\":\"This namespace is full.\",\"data\":{\"retryAfter\":5}}");
    }

    @Test
    void holdsSoManySockets() {
        RecordingConnection first = joined();
        RecordingConnection second = joined();
        assertIsFull();
        assertIsFull();
        assertThat(fixture.client().say("0").heard()).as("others do not count").hasSize(1);
        first.say("1/small,");
        joined();
        assertIsFull();
        second.close(CloseReason.TRANSPORT_CLOSE);
        joined();
        assertIsFull();
    }

    @Test
    void whoIsRefusedTakesNoRoom() {
        desk.closed = true;
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.client().say("0/small,").heard()).containsExactly("4/small,{\"message\":\"Closed.\"}");
        }
        desk.closed = false;
        joined();
        joined();
        assertIsFull();
    }

    @Test
    void letsPagesInThatAreNamedAndClientsThatAreNone() {
        joined();
        assertThat(fixture.client().of("https://example.org").say("0/small,").heard())
                .singleElement()
                .asString()
                .startsWith("0/small,");
        RecordingConnection stranger = fixture.client().of("https://example.com");
        assertThat(stranger.say("0/small,").heard())
                .containsExactly("4/small,{\"message\":\"This origin is not allowed here.\"}");
        assertThat(stranger.say("0").heard()).as("the connection stays").hasSize(1);
    }

    /** A GET of a page has no {@code Origin} where a script loads it (JSONP), or where it goes to the page's own server. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, true",
                "none, -, true",
                "cross-site, -, false",
                "same-site, -, false",
                "cross-site, https://example.com/page, false",
                "cross-site, https://example.org/page?a=https://example.com/, true",
                "cross-site, https://example.org, true",
                "cross-site, about:blank, false",
                "same-origin, https://example.com/, false",
                "same-origin, https://example.org/, true",
                "same-origin, -, true",
                "-, https://example.com/, false",
                "-, https://example.org/, true",
            })
    void knowsPagesThatNameNoOrigin(String site, String page, boolean comesIn) {
        Map<String, List<String>> headers = new HashMap<>();
        if (site != null) {
            headers.put("sec-fetch-site", List.of(site));
        }
        if (page != null) {
            headers.put("referer", List.of(page));
        }
        assertThat(fixture.client().with(headers).say("0/small,").heard())
                .singleElement()
                .asString()
                .startsWith(comesIn ? "0/small,{" : "4/small,{\"message\":\"This origin is not allowed here.\"}");
    }

    @Test
    void hasNoRecoveryWhereThatIsSaid() {
        RecordingConnection client = fixture.client().say("0/plain,");
        assertThat(client.heard()).singleElement().asString().doesNotContain("pid");
        new HubPublisher(fixture.server, "/plain").emit("news", "text");
        assertThat(client.heard()).containsExactly("2/plain,[\"news\",\"text\"]");
        client.close(CloseReason.TRANSPORT_ERROR);
        assertThat(fixture.recovery().size()).isZero();
        RecordingConnection other = fixture.client().say("0");
        assertThat(other.heard()).singleElement().asString().contains("pid");
    }
}
