package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console, and the pages of the documents, in development. */
@DisplayName("In development")
@Tag("once-on-liberty")
class ConsoleIT extends DemoDeployment {

    /** Whether HEAD tells the length of what GET brings. */
    private static final String SIZES = """
            async (path) => {
              const [head, whole] = await Promise.all([fetch(path, { method: "HEAD" }), fetch(path)]);
              return head.ok && Number(head.headers.get("Content-Length")) === (await whole.arrayBuffer()).byteLength;
            }
            """;

    private DemoVisit console() {
        return browser().visit(url + "sockee/console/");
    }

    private static Locator choose(DemoVisit visit, String call) {
        visit.at("filter").fill(call);
        visit.at("list").locator("button").first().click();
        assertThat(visit.at("name")).hasText(call);
        assertThat(visit.at("state")).hasText("connected");
        return visit.at("arguments").locator("textarea");
    }

    @Test
    @DisplayName("the console calls what there is, by a form with its types, and shows what comes of it")
    void calls() {
        try (DemoVisit visit = console()) {
            Locator values = choose(visit, "demo:greet");
            assertThat(visit.at("arguments").locator("label")).hasText("string | null"); // Java takes null, too
            values.fill("\"Ann\"");
            visit.press("Call");
            assertThat(visit.at("result")).containsText("\"greeting\": \"Hello, Ann!\"");
            values.fill("\"\"");
            visit.press("Call");
            assertThat(visit.at("result").locator(".bad")).hasText("refused: Tell me your name first.");
            values.fill("Ann");
            visit.press("Call");
            assertThat(visit.at("argument-0-wrong")).containsText("This is no JSON");
        }
    }

    @Test
    @DisplayName("the console shows figures, and who is here")
    void shows() {
        try (DemoVisit visit = console()) {
            Locator ignored = choose(visit, "demo:greet");
            assertThat(visit.at("figures").locator("dt")).containsText(new String[] {"connections", "sockets"});
            assertThat(visit.at("rates").locator("canvas")).isVisible();
            visit.press("Look again");
            String id = (String) visit.page().evaluate("""
                    async () => {
                      const { connect } = await import(new URL("../client/sockee-client.js", location.href).href);
                      globalThis.other = connect();
                      await other.ready();
                      return other.socket.id;
                    }
                    """);
            visit.press("Look again");
            assertThat(visit.at("table")).containsText(id);
            assertThat(visit.at("figures").locator("dd").nth(1)).hasText("2");
            DemoLooks.take(visit, "console-at-work", true);
            visit.press("Rooms");
            assertThat(visit.at("table").locator("th").first()).hasText("Room");
            visit.press("Users");
            assertThat(visit.at("empty")).isVisible();
            assertThat(visit.page().locator("[data-kind=sessions]")).isHidden(); // the demo has none
        }
    }

    @Test
    @DisplayName("the console shows what waits for devices")
    void devices() {
        try (DemoVisit push = browser().visit(url + "demo/push.html");
                DemoVisit visit = console()) {
            assertThat(push.at("phone").locator(".state")).hasText("Connected");
            visit.press("Devices");
            assertThat(visit.at("table").locator("tbody tr").first()).containsText("yes");
            assertThat(visit.at("table").locator("th"))
                    .containsText(new String[] {"Site", "Room", "Device", "Waiting", "Bytes", "Oldest", "Connected"});
            assertThat(visit.at("namespace")).isDisabled();
            DemoLooks.fit(visit, "console-devices");
            visit.press("Sockets");
            assertThat(visit.at("namespace")).isEnabled();
        }
    }

    @ParameterizedTest(name = "{0} is there for everybody, {1}")
    @CsvSource({
        "console, LIGHT",
        "console, DARK",
        "openapi, LIGHT",
        "asyncapi, DARK",
    })
    void looks(String name, ColorScheme scheme) throws IOException {
        String address = url + "sockee/" + name + "/";
        try (DemoVisit visit = browser().visit(address, DemoLooks.options(scheme, 1280, 900, 1))) {
            if (name.equals("console")) {
                Locator ignored = choose(visit, "demo:greet");
            } else {
                assertThat(visit.at("page")).not().hasAttribute("aria-busy", "true");
                assertThat(visit.page().locator("h1")).hasText(name.equals("openapi") ? "HTTP" : "Events");
                assertThat(visit.page().locator(".problem")).hasCount(0);
            }
            DemoLooks.fit(visit, name + "-" + scheme);
            DemoLooks.keepNobodyOut(visit.page());
        }
    }

    @Test
    @DisplayName("the documents are there, and a folder without a slash leads to the page")
    void documents() {
        try (DemoVisit visit = browser().visit(url + "sockee/asyncapi")) {
            Page page = visit.page();
            assertThat(page).hasURL(Pattern.compile(".*/sockee/asyncapi/"));
            assertThat(page.locator("#page")).containsText("demo:greet");
            for (String file :
                    new String[] {"client.d.ts", "schema.json", "openapi.json", "client/sockee-client.d.ts"}) {
                assertThat((int) page.evaluate("file => fetch('../' + file).then(({ status }) => status)", file))
                        .as(file)
                        .isEqualTo(200);
            }
            for (String path : new String[] {"../schema.json", "../console/", "../console/data/sockets"}) {
                assertThat(page.evaluate(SIZES, path)).as(path).isEqualTo(true);
            }
        }
    }
}
