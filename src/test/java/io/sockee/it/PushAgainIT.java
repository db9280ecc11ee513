package io.sockee.it;

import static io.sockee.it.PushSites.PLAIN;
import static io.sockee.it.PushSites.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.TestDatabase;
import io.sockee.push.WebsiteServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes late, or once more. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("The push gateway, of what comes late or once more,")
class PushAgainIT extends PushSuite {
    private static final String NEXT_KEY = "the-next-key-of-plain";

    /** {@code printf %s the-next-key-of-plain | sha256sum}. */
    private static final String DIGEST = "4fbce3bcda73ae601554a9a474b619717b1d7e1f6e43cab7ce1c3d0f8c58497b";

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.war(
                TestDatabase.H2,
                Map.of(
                        "sockee.push.device-ttl",
                        "1",
                        "API_KEY",
                        "sha256:" + DIGEST,
                        "API_KEY_PREVIOUS",
                        PushSites.key(PLAIN)));
    }

    private PushDevice join(String device) {
        PushDevice joined = PushDevice.join(SHOP, token, device, "");
        assertThat(joined.next()).isEqualTo("['_settings',{'device_ttl':1}]");
        return joined;
    }

    /** Waits until so many devices of the user are known. */
    private void untilKnown(int devices) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> PushHttp.send(SHOP, event("waits"), "Accept", "application/json")
                        .body()
                        .endsWith("\"devices\":" + devices + "}"));
    }

    @Test
    @DisplayName(
            "forgets a device that is away for longer than device_ttl, with what waited, and tells it when it comes")
    void expires() {
        join("d").close();
        accepts(event("waits"));
        untilKnown(0);
        try (PushDevice device = join("d")) {
            assertThat(device.next()).isEqualTo("0['_resync',{'reason':'away too long'}]");
            accepts(event("e"));
            assertThat(device.next()).isEqualTo("1['e']");
            device.acknowledges(0, 1).hearsNothing();
        }
        try (PushDevice device = join("d")) {
            device.hearsNothing();
        }
    }

    @Test
    @DisplayName("goes on sending to a device that was away for a moment, however long ago that was")
    void cameBack() {
        join("d").close();
        try (PushDevice device = join("d")) {
            join("other, which leaves later").close();
            accepts(event("e"));
            assertThat(device.next()).isEqualTo("0['e']");
            ServerLog.until(1, "room=" + user + " ", "was away for more than 1 s");
            accepts(event("f"));
            assertThat(device.next()).isEqualTo("1['f']");
            device.acknowledges(0, 1).hearsNothing();
        }
    }

    @Test
    @DisplayName("takes the next key and the one before it while a website changes over, and no digest for a key")
    void keys() {
        for (String key : new String[] {NEXT_KEY, PushSites.key(PLAIN)}) {
            assertThat(PushHttp.post("?site=plain", "application/json", Client.json(event("e")), "X-Api-Key", key)
                            .status())
                    .isEqualTo(200);
        }
        for (String key : new String[] {DIGEST, "sha256:" + DIGEST}) {
            assertThat(PushHttp.post("?site=plain", "application/json", Client.json(event("e")), "X-Api-Key", key)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName("tells a website again that did not hear of a user who came")
    void timesAgain() {
        String id = user.substring("user_".length());
        AtomicInteger asked = new AtomicInteger();
        PushSites.answersTimes(
                id, exchange -> WebsiteServer.answer(exchange, asked.incrementAndGet() <= 2 ? 500 : 204, ""));
        try (PushDevice device = join("d")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() >= 3);
            device.hearsNothing();
        }
        assertThat(PushSites.seen("/times/" + id).limit(3).distinct())
                .singleElement()
                .satisfies(seen -> assertThat(seen.body()).contains("last_connected"));
    }

    @Test
    @DisplayName("sends once what is posted again because the answer was lost")
    void lostAnswer() throws IOException {
        URI base = Deployments.base();
        String body = Client.json(event("once"));
        String head =
                "POST /send?site=shop HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Api-Key: "
                        + PushSites.key(SHOP) + "\r\nIdempotency-Key: lost of " + user + "\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n";
        try (PushDevice device = join("d")) {
            try (Socket website = new Socket(base.getHost(), base.getPort())) {
                website.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
                assertThat(device.next()).isEqualTo("0['once']");
            } // without a look at the answer
            assertThat(PushHttp.send(SHOP, event("once"), "Idempotency-Key", "lost of " + user)
                            .body())
                    .isEqualTo("OK");
            device.acknowledges(0).hearsNothing();
        }
    }
}
