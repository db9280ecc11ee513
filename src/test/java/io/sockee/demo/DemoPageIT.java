package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo page shows of its connection, and of what happens between visitors. */
@DisplayName("The demo page")
class DemoPageIT extends DemoDeployment {

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9.]+ ms");

    @Test
    @DisplayName("connects, upgrades to WebSocket and says when")
    void connects() {
        try (DemoVisit visit = visit()) {
            assertThat(visit.response().headerValue("content-security-policy")).contains("default-src 'self'");
            visit.connected();
            assertThat(visit.at("upgrade")).hasText(Pattern.compile("after \\d+ ms, at [\\d:]+"));
            assertThat(visit.at("sid")).hasText(Pattern.compile("[\\w-]{20}"));
            assertThat(visit.at("log-rows")).containsText("upgraded to websocket");
            visit.press("Greet me"); // an answer that comes later than those of the beginning
            assertThat(visit.verdict("returned")).containsText("Answered");
            assertThat(visit.at("log-rows")).containsText("ack of demo:who");
            assertThat(visit.at("log-rows")).not().containsText("\"ok\":false");
        }
    }

    @Test
    @DisplayName("shows the round-trip time, and draws it")
    void roundTrip() {
        try (DemoVisit visit = visit().connected()) {
            assertThat(visit.at("rtt-now")).hasText(MILLISECONDS);
            assertThat(visit.at("rtt-median")).hasText(MILLISECONDS);
            assertThat(visit.at("rtt-min")).hasText(MILLISECONDS);
            assertThat(visit.at("sparkline")).hasAttribute("aria-label", Pattern.compile("The last 3 round trips.*"));
            assertThat(visit.at("log-rows")).not().containsText("demo:ping");
            visit.page().getByLabel("Pings").check();
            assertThat(visit.at("log-rows")).containsText("demo:ping");
        }
    }

    @Test
    @DisplayName("shows the example's three kinds of answers, here and on another page")
    void example() {
        try (DemoVisit asking = visit().connected();
                DemoVisit other = visit().connected()) {
            asking.press("Send example");
            assertThat(asking.at("answer-now")).containsText("Recieved Example Request");
            assertThat(asking.at("answer-now").locator("time")).containsText("after you asked");
            assertThat(other.at("answer-others"))
                    .containsText("Global Timed Emit To Everyone But User Every 5 seconds");
            assertThat(other.at("answer-everyone")).containsText("Global Emit To Everyone After 10 seconds");
            assertThat(asking.at("answer-everyone")).containsText("Global Emit To Everyone After 10 seconds");
            assertThat(asking.at("answer-others")).containsText("Waiting");
            assertThat(other.at("answer-now")).containsText("Not yet");
        }
    }

    @ParameterizedTest(name = "stays by {0}, and gets its bytes back there")
    @CsvSource({"Polling,polling,Not allowed", "WebSocket,websocket,Not needed"})
    void oneTransport(String choice, String transport, String upgrade) {
        try (DemoVisit visit = visit().connected()) {
            visit.choose(choice);
            assertThat(visit.at("state")).hasText("Connected");
            assertThat(visit.at("upgrade")).hasText(upgrade);
            visit.open("binary").at("binary-size").fill("200000");
            visit.press("Send and compare");
            assertThat(visit.verdict("binary")).hasText("200,000 bytes came back equal.");
            assertThat(visit.at("log-rows")).containsText("<200000 bytes:");
            assertThat(visit.at("transport")).hasText(transport);
            visit.choose("Both");
            visit.connected();
        }
    }

    @Test
    @DisplayName("hears another page in the same room, and not outside of it")
    void rooms() {
        try (DemoVisit one = visit().connected();
                DemoVisit two = visit().connected()) {
            one.press("Join");
            assertThat(one.at("rooms-joined")).containsText("lobby");
            say(two, "nobody");
            say(two, "lobby");
            assertThat(one.at("rooms-heard").locator("li")).hasCount(1);
            assertThat(one.at("rooms-heard")).containsText("said in lobby");

            two.at("rooms-name").fill("lobby");
            two.press("Join");
            assertThat(two.at("rooms-joined")).containsText("lobby");
            say(one, "lobby");
            assertThat(two.at("rooms-heard").locator("li:not(.own)")).containsText("said in lobby");

            assertThat(two.at("log-news")).hasText("Event demo:said"); // for screen readers

            one.press("Leave lobby");
            assertThat(one.at("rooms-joined")).hasText("You are in no room.");
            say(two, "lobby");
            one.press("Greet me"); // an answer that comes later than what must not come
            assertThat(one.verdict("returned")).containsText("Answered");
            assertThat(one.at("rooms-heard").locator("li:not(.own)")).hasCount(1);
        }
    }

    private static void say(DemoVisit visit, String room) {
        visit.at("rooms-name").fill(room);
        visit.at("rooms-text").fill("said in " + room);
        visit.press("Send to room");
        assertThat(visit.at("rooms-text")).hasValue(""); // the ack came: the others' copies are on their way before it
    }

    @Test
    @DisplayName("shows why it was refused by a namespace that is not there")
    void refused() {
        try (DemoVisit visit = browser().visit(url + "?namespace=/nowhere")) {
            visit.expectComplaints(); // the client may give up its connection while that is still being upgraded
            assertThat(visit.at("state")).hasText("Refused");
            assertThat(visit.at("reason")).hasText("Invalid namespace");
            assertThat(visit.at("toggle")).hasText("Connect");
            assertThat(visit.at("account-user")).hasText("Not connected: Invalid namespace");
            assertThat(visit.at("chat-why")).hasText("Not connected: Invalid namespace");
        }
    }

    @Test
    @DisplayName("disconnects when told, says so to whoever asks, and connects again")
    void disconnects() {
        try (DemoVisit visit = visit().connected()) {
            visit.press("Disconnect");
            assertThat(visit.at("state")).hasText("Not connected");
            visit.press("Greet me");
            assertThat(visit.verdict("returned")).hasText("Not connected.");
            visit.press("Connect");
            visit.connected();
        }
    }

    @Test
    @DisplayName("tries again while the server cannot be reached")
    void reconnects() {
        try (DemoVisit visit = visit().connected()) {
            visit.expectComplaints();
            visit.page().route("**/socket.io/?**", Route::abort);
            visit.choose("Polling");
            assertThat(visit.at("state")).containsText("Reconnecting");
            assertThat(visit.at("reason")).hasText("xhr poll error");
            visit.page().unroute("**/socket.io/?**");
            assertThat(visit.at("state")).hasText("Connected");
            assertThat(visit.at("transport")).hasText("polling");
        }
    }
}
