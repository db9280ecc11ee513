package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page that plays a website and two devices of one user. */
@DisplayName("On the push page of the demo")
class DemoPagePushIT extends DemoDeployment {
    private static final Pattern IDS = Pattern.compile("\"ids\":(\\[[^]]*])");

    @Test
    @DisplayName("what is sent reaches both devices, and the website is told of how many")
    void live() {
        try (DemoVisit visit = devices()) {
            assertThat(got(visit, "phone", "settings").locator(".args")).hasText("{\"device_ttl\":3600}");
            send(visit, "One");
            sent(visit, 2);
            for (String device : new String[] {"phone", "tablet"}) {
                assertThat(got(visit, device, "live").locator(".args")).hasText("\"One\"");
                assertThat(got(visit, device, "live").locator(".name")).hasText("parcel");
                assertThat(got(visit, device, "live")).containsText("Acknowledged");
            }
        }
    }

    @Test
    @DisplayName("a device that was away gets what it missed as one _batch, in order, and not again")
    void batch() {
        try (DemoVisit visit = devices()) {
            toggle(visit, "phone", "Disconnect");
            assertThat(state(visit, "phone")).hasText("Offline");
            send(visit, "One");
            sent(visit, 2);
            send(visit, "Two");
            assertThat(got(visit, "tablet", "live")).hasCount(2);
            assertThat(got(visit, "phone", "live")).hasCount(0);

            toggle(visit, "phone", "Connect");
            assertThat(got(visit, "phone", "batch").locator(".batch .args"))
                    .hasText(new String[] {"\"One\"", "\"Two\""});
            send(visit, "Three");
            assertThat(got(visit, "phone", "live").locator(".args")).hasText("\"Three\"");

            again(visit, "phone");
            send(visit, "Four");
            assertThat(got(visit, "phone", "live").first().locator(".args")).hasText("\"Four\"");
            assertThat(got(visit, "phone", "batch")).hasCount(1);
            assertThat(visit.at("phone").locator(".again")).hasCount(0);
            assertThat(got(visit, "tablet", "batch")).hasCount(0);
        }
    }

    @Test
    @DisplayName("a message that was not answered comes again, under its id, until it is")
    void byHand() {
        try (DemoVisit visit = devices()) {
            byHand(visit, "tablet");
            send(visit, "One");
            assertThat(answer(got(visit, "tablet", "live"))).isVisible();
            again(visit, "tablet");
            assertThat(got(visit, "tablet", "live")).containsText("Not acknowledged");
            Locator batch = got(visit, "tablet", "batch");
            assertThat(batch.locator(".again")).hasCount(1);
            answer(batch).click();
            assertThat(batch).containsText("Acknowledged");
            assertThat(visit.at("tablet").locator(".got")).isFocused();
            again(visit, "tablet");
            send(visit, "Two");
            assertThat(got(visit, "tablet", "live").first().locator(".args")).hasText("\"Two\"");
            assertThat(batch).hasCount(1);
        }
    }

    @Test
    @DisplayName("with resync, an answer before those to earlier messages brings _resync")
    void resync() {
        try (DemoVisit visit = devices()) {
            byHand(visit, "tablet");
            visit.at("send-resync").check();
            send(visit, "One");
            sent(visit, 2);
            send(visit, "Two");
            Locator live = got(visit, "tablet", "live");
            assertThat(live).hasCount(2);
            answer(live.first()).click();
            Locator resync = got(visit, "tablet", "resync");
            assertThat(resync.locator(".args")).hasText("{\"reason\":\"out of order\",\"event\":\"parcel\"}");
            answer(resync).click();
            assertThat(got(visit, "phone", "live")).hasCount(2);
            assertThat(got(visit, "phone", "resync")).hasCount(0);
        }
    }

    @Test
    @DisplayName("two requests with one Idempotency-Key are one message, and have one answer")
    void idempotent() {
        try (DemoVisit visit = devices()) {
            visit.at("send-twice").check();
            send(visit, "One");
            assertThat(visit.at("sent")).containsText(Pattern.compile("200 .*200 ", Pattern.DOTALL));
            Matcher ids = IDS.matcher(visit.at("sent").textContent());
            assertThat(ids.find()).isTrue();
            String first = ids.group(1);
            assertThat(ids.find()).isTrue();
            assertThat(ids.group(1)).isEqualTo(first);
            visit.at("send-twice").uncheck();
            send(visit, "Two");
            assertThat(got(visit, "phone", "live").locator(".args")).hasText(new String[] {"\"Two\"", "\"One\""});
        }
    }

    @Test
    @DisplayName("everyone's room is everyone's, and a user's own is nobody else's")
    void rooms() {
        try (DemoVisit visit = devices();
                DemoVisit other = devices()) {
            send(visit, "Mine");
            sent(visit, 2);
            visit.page().getByText("Everyone").click();
            send(visit, "Ours");
            assertThat(got(other, "phone", "live").locator(".args")).hasText("\"Ours\"");
            assertThat(got(visit, "phone", "live").locator(".args")).hasText(new String[] {"\"Ours\"", "\"Mine\""});
        }
    }

    @Test
    @DisplayName("devices are the same after a reload, and what waited is there")
    void reload() {
        try (DemoVisit visit = devices()) {
            byHand(visit, "phone");
            send(visit, "One");
            assertThat(answer(got(visit, "phone", "live"))).isVisible();
            visit.page().reload();
            assertThat(got(visit, "phone", "batch").locator(".batch .args")).hasText("\"One\"");
            assertThat(got(visit, "tablet", "batch")).hasCount(0);
        }
    }

    @Test
    @DisplayName("what the server refuses is shown as it said it")
    void refused() {
        try (DemoVisit visit = devices()) {
            visit.expectComplaints(); // of the status
            visit.at("send-event").fill("");
            visit.press("Send");
            assertThat(visit.at("sent")).hasAttribute("data-kind", "bad");
            assertThat(visit.at("sent")).containsText("400 ");
        }
    }

    @Test
    @DisplayName("the same request by hand is shown, without the key")
    void byCurl() {
        try (DemoVisit visit = devices()) {
            visit.at("send-resync").check();
            visit.at("send-argument").fill("It's here");
            assertThat(visit.at("by-hand")).containsText("$SERVER/send?site=demo&resync=true");
            assertThat(visit.at("by-hand")).containsText("X-Api-Key: $KEY");
            assertThat(visit.at("by-hand")).containsText("\"args\":[\"It\\u0027s here\"]");
        }
    }

    @Test
    @DisplayName("a way leads here from the front page, and back")
    void linked() {
        try (DemoVisit visit = visit().connected()) {
            visit.page().getByRole(AriaRole.NAVIGATION).getByText("Push").click();
            assertThat(visit.at("website-title")).isVisible();
            visit.page().getByText("Answers, errors, users").click();
            visit.connected();
        }
    }

    /** Opens the page, whose devices are a user's that nobody else is. */
    private DemoVisit devices() {
        DemoVisit visit = browser().visit(url + "demo/push.html");
        assertThat(state(visit, "phone")).hasText("Connected");
        assertThat(state(visit, "tablet")).hasText("Connected");
        return visit;
    }

    private static void send(DemoVisit visit, String argument) {
        visit.at("send-argument").fill(argument);
        visit.press("Send");
    }

    /** Expects that the last message is accepted, for so many devices. */
    private static void sent(DemoVisit visit, int devices) {
        assertThat(visit.at("sent")).containsText("\"devices\":" + devices);
    }

    private static Locator state(DemoVisit visit, String device) {
        return visit.at(device).locator(".state");
    }

    /** What a device got of a kind, the newest first. */
    private static Locator got(DemoVisit visit, String device, String kind) {
        return visit.at(device).locator(".got > [data-kind=" + kind + "]");
    }

    private static Locator answer(Locator row) {
        return row.getByText("Acknowledge", new Locator.GetByTextOptions().setExact(true));
    }

    private static void byHand(DemoVisit visit, String device) {
        visit.at(device).getByLabel("Acknowledge automatically").uncheck();
    }

    private static void toggle(DemoVisit visit, String device, String button) {
        visit.at(device)
                .getByText(button, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    /** The device goes, and comes again. */
    private static void again(DemoVisit visit, String device) {
        toggle(visit, device, "Disconnect");
        assertThat(state(visit, device)).hasText("Offline");
        toggle(visit, device, "Connect");
        assertThat(state(visit, device)).hasText("Connected");
    }
}
