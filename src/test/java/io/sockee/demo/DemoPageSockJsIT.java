package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that connects by each of SockJS's transports. */
@Tag("once-on-liberty")
@DisplayName("The SockJS page of the demo")
class DemoPageSockJsIT extends DemoDeployment {
    private static final Pattern TIME = Pattern.compile("[0-9.]+ m?s");
    private static final List<String> TRANSPORTS = List.of(
            "websocket",
            "xhr-streaming",
            "eventsource",
            "iframe-eventsource",
            "htmlfile",
            "iframe-htmlfile",
            "xhr-polling",
            "iframe-xhr-polling",
            "jsonp-polling");

    private DemoVisit visit(ColorScheme scheme) {
        return browser().visit(url + "demo/sockjs.html", DemoLooks.options(scheme, 1280, 900, 1));
    }

    /** Everything has been run. */
    private DemoVisit filled(ColorScheme scheme) {
        DemoVisit visit = visit(scheme);
        visit.expectComplaints("document.domain mutation is ignored"); // which SockJS's frames try, for old browsers
        visit.press("Connect");
        assertThat(visit.at("choice-echo")).hasText(TIME);
        visit.press("Run all");
        for (String transport : TRANSPORTS) {
            Locator card = visit.at(transport);
            assertThat(card.locator(".verdict"))
                    .hasText("Three messages came back; closed by the server: 3000 Go away!");
            assertThat(card.locator(".open")).hasText(TIME);
            assertThat(card.locator(".echo")).hasText(TIME);
            assertThat(frames(visit, transport).filter(new Locator.FilterOptions().setHasText("a[\"third\"]")))
                    .hasCount(1);
        }
        return visit;
    }

    private static Locator frames(DemoVisit visit, String shown) {
        return visit.at("frames")
                .locator("li")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page()
                                .locator(".name")
                                .getByText(shown, new Locator.GetByTextOptions().setExact(true))));
    }

    @Test
    @DisplayName("shows what the client has chosen, and what it chooses where WebSockets do not get through")
    void chooses() {
        try (DemoVisit visit = visit(ColorScheme.LIGHT)) {
            visit.press("Connect");
            assertThat(visit.at("choice")).hasText("websocket");
            assertThat(visit.at("choice-open")).hasText(TIME);
            assertThat(visit.at("choice-echo")).hasText(TIME);
            assertThat(visit.at("info")).containsText("\"websocket\":true");
            assertThat(frames(visit, "its own choice").locator(".payload")).containsText(new String[] {
                "/info after",
                "tries websocket",
                "o",
                "a[\"Welcome by websocket\"]",
                "[\"first\"]",
                "a[\"first\"]",
                "[\"second\"]",
                "a[\"second\"]",
                "[\"third\"]",
                "a[\"third\"]",
                "[\"bye\"]",
                "c[3000,\"Go away!\"]",
                "closed: 3000 Go away!"
            });
            visit.press("Clear");
            visit.at("blocked").check();
            visit.press("Connect");
            assertThat(visit.at("choice")).hasText("xhr-streaming");
            assertThat(visit.at("choice-echo")).hasText(TIME);
        }
    }

    @ParameterizedTest(name = "runs each transport, fits every width and keeps nobody out, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void runs(ColorScheme scheme) throws IOException {
        try (DemoVisit visit = filled(scheme)) {
            DemoLooks.fit(visit, "sockjs-" + scheme.name().toLowerCase(Locale.ROOT));
            visit.page().setViewportSize(1280, 900);
            DemoLooks.keepNobodyOut(visit.page());
        }
    }

    @Test
    @DisplayName("can be used by keyboard alone")
    void keyboard() {
        try (DemoVisit visit = visit(ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to what you can try")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(visit.at("websocket").locator(".verdict")).containsText("Three messages came back");
        }
    }
}
