package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo page in a browser, as its visitors see it. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("The demo page")
class DemoPageIT {

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9.]+ ms");
    private static final double PATIENCE = 20_000;
    private static DemoBrowser browser;

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "sockee.war")
                .importFrom(new File(System.getProperty("sockee.war")))
                .as(WebArchive.class)
                .addAsResource(new StringAsset("sockee.profile=dev\n"), "META-INF/microprofile-config.properties");
    }

    @BeforeAll
    static void launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        browser = DemoBrowser.launch();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    private DemoVisit visit() {
        return browser.visit(url.toString());
    }

    @Test
    @DisplayName("connects, upgrades to WebSocket and says when")
    void connects() {
        try (DemoVisit visit = visit()) {
            assertThat(visit.response().headerValue("content-security-policy")).contains("default-src 'self'");
            visit.connected();
            assertThat(visit.at("upgrade")).hasText(Pattern.compile("after \\d+ ms, at [\\d:]+"));
            assertThat(visit.at("sid")).hasText(Pattern.compile("[\\w-]{20}"));
            assertThat(visit.at("log-rows")).containsText("upgraded to websocket");
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

    @Test
    @DisplayName("is answered and refused, by ack and by event, and shows data as text alone")
    void greet() {
        try (DemoVisit visit = visit().connected()) {
            visit.at("greet-name").fill("world");
            visit.press("With ack");
            assertThat(visit.at("greet-result")).hasText("Hello, world! (in the ack)");
            visit.press("Without");
            assertThat(visit.at("greet-result")).hasText("Hello, world! (as demo:greet_data)");

            visit.at("greet-name").fill(" ");
            visit.press("With ack");
            assertThat(visit.at("greet-result")).hasText("Refused: Tell me your name first. (in the ack)");
            visit.press("Without");
            assertThat(visit.at("greet-result")).hasText("Refused: Tell me your name first. (as demo:greet_error)");

            visit.at("greet-name").fill("<img src=x onerror=alert(1)>");
            visit.press("With ack");
            assertThat(visit.at("greet-result")).hasText("Hello, <img src=x onerror=alert(1)>! (in the ack)");
            assertThat(visit.page().locator("main img")).hasCount(0);
        }
    }

    @ParameterizedTest(name = "stays by {0}, and gets its bytes back there")
    @CsvSource({"Polling,polling,Not wanted", "WebSocket,websocket,Not needed"})
    void oneTransport(String choice, String transport, String upgrade) {
        try (DemoVisit visit = visit().connected()) {
            visit.choose(choice);
            assertThat(visit.at("state")).hasText("Connected");
            assertThat(visit.at("upgrade")).hasText(upgrade);
            visit.at("binary-size").fill("200000");
            visit.press("Send and compare");
            assertThat(visit.at("binary-result")).containsText("200,000 bytes came back equal");
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

            one.press("Leave lobby");
            assertThat(one.at("rooms-joined")).hasText("You are in no room.");
            say(two, "lobby");
            assertThat(one.at("rooms-heard").locator("li:not(.own)")).hasCount(1);
        }
    }

    private static void say(DemoVisit visit, String room) {
        visit.at("rooms-name").fill(room);
        visit.at("rooms-text").fill("said in " + room);
        visit.press("Say");
        assertThat(visit.at("rooms-text")).hasValue(""); // the ack came: the others' copies are on their way before it
    }

    @Test
    @DisplayName("shows why it was refused, by a door or by a namespace that is not there")
    void refused() {
        try (DemoVisit visit = visit().connected()) {
            visit.at("door-word").fill("shoe");
            visit.press("Knock");
            assertThat(visit.at("door-result")).hasText("Refused: That is not the password. It is worn on a foot.");
            visit.at("door-word").fill("sock");
            visit.press("Knock");
            assertThat(visit.at("door-result")).containsText("Come in! Your id in /door is");
        }
        try (DemoVisit visit = browser.visit(url + "?namespace=/nowhere")) {
            assertThat(visit.at("state")).hasText("Refused");
            assertThat(visit.at("reason")).hasText("Invalid namespace");
            assertThat(visit.at("toggle")).hasText("Connect");
        }
    }

    @Test
    @DisplayName("disconnects when told, says so to whoever asks, and connects again")
    void disconnects() {
        try (DemoVisit visit = visit().connected()) {
            visit.press("Disconnect");
            assertThat(visit.at("state")).hasText("Not connected");
            visit.press("With ack");
            assertThat(visit.at("greet-result")).hasText("Not connected.");
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

    @Test
    @DisplayName("can be used by keyboard alone")
    void keyboard() {
        try (DemoVisit visit = visit().connected()) {
            Page page = visit.page();
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to what you can try")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(visit.at("example-start")).isFocused();
            page.keyboard().press("Enter");
            assertThat(visit.at("answer-now")).containsText("Recieved Example Request");
            page.keyboard().press("Tab"); // the link to another page
            page.keyboard().press("Tab");
            assertThat(visit.at("greet-name")).isFocused();
            page.keyboard().type("keyboard");
            page.keyboard().press("Enter");
            assertThat(visit.at("greet-result")).hasText("Hello, keyboard! (in the ack)");
        }
    }

    @Test
    @DisplayName("shows the very code that answers it")
    void code() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/sockee/demo/DemoController.java"));
        try (DemoVisit visit = visit().connected()) {
            String shown = visit.at("code-controller").textContent();
            assertThat(shown.lines()).hasSize(10);
            assertThat(source.indent(0)).contains(shown.lines().skip(2).limit(7).toList());
            assertThat(visit.at("code-client").textContent().lines()).hasSize(5);
        }
    }

    @ParameterizedTest(name = "fits a desktop and a phone, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void looks(ColorScheme scheme) {
        look(scheme, "desktop", 1280, 900, 1);
        look(scheme, "phone", 390, 844, 2);
        look(scheme, "narrow", 360, 740, 1);
    }

    private void look(ColorScheme scheme, String name, int width, int height, double scale) {
        var options = new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, height)
                .setDeviceScaleFactor(scale);
        try (DemoVisit visit = browser.visit(url.toString(), options)) {
            visit.connected();
            visit.press("Send example");
            visit.at("greet-name").fill("world");
            visit.press("With ack");
            visit.press("Send and compare");
            visit.press("Join");
            assertThat(visit.at("binary-result")).containsText("equal");
            assertThat(visit.at("answer-now")).containsText("Recieved");
            assertThat(visit.at("sparkline"))
                    .hasAttribute(
                            "aria-label",
                            Pattern.compile("The last [3-9] round trips.*"),
                            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
            visit.page().evaluate("scrollTo(0, 0)");
            String file = String.join("-", name, scheme.name().toLowerCase(java.util.Locale.ROOT)) + ".png";
            visit.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", System.getProperty("sockee.server"), file)));
            Object content = visit.page().evaluate("document.documentElement.scrollWidth");
            assertThat(content).as("the width of the content").isEqualTo(width);
        }
    }
}
