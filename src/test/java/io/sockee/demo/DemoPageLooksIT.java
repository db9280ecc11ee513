package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo page for everybody: without a mouse, with a screen reader, in the dark, on a phone; and in the README. */
@Tag("once-on-liberty")
@DisplayName("The demo page, whoever looks at it,")
class DemoPageLooksIT extends DemoDeployment {
    private static final String SCROLLS = "getComputedStyle(document.documentElement).scrollBehavior";

    /** Shows everything at once that is otherwise shown in turn. */
    private static final String SHOW_ALL =
            "document.querySelectorAll('[role=tabpanel]').forEach((panel) => (panel.hidden = false))";

    /** The focused element, and whether one sees that it is. */
    private static final String FOCUSED = """
            () => {
              const focused = document.activeElement;
              const drawn = focused.type === "radio" ? focused.nextElementSibling : focused;
              const seen = getComputedStyle(drawn).outlineStyle !== "none";
              return `${focused.id || focused.textContent.trim()}${seen ? "" : " without outline"}`;
            }
            """;

    @ParameterizedTest(name = "has nothing that keeps people out, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void accessible(ColorScheme scheme) throws IOException {
        try (DemoVisit visit = visit(scheme, 1280, 900, 1)) {
            fill(visit);
            visit.open("unexpected").press("Throw an exception");
            assertThat(visit.verdict("unexpected")).containsText("Internal error.");
            visit.open("question").press("Order a drink");
            assertThat(visit.verdict("question")).containsText("The server asks");
            visit.open("login").press("Log in");
            assertThat(visit.at("login-name-error")).isVisible();
            visit.press("Send");
            assertThat(visit.at("chat-text-error")).isVisible();
            visit.at("chat-messages").getByText("Edit").last().click();
            Page page = visit.page();
            page.evaluate(SHOW_ALL);
            DemoLooks.keepNobodyOut(page);
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
            assertThat(visit.at("returned-tab")).isFocused();
            page.keyboard().press("Tab");
            assertThat(visit.at("returned-name")).isFocused();
            page.keyboard().type("keyboard");
            page.keyboard().press("Enter");
            assertThat(visit.packets("returned").last()).containsText("Hello, keyboard!");

            page.keyboard().press("Shift+Tab");
            page.keyboard().press("ArrowUp"); // around, to the last one
            assertThat(visit.at("timer-tab")).isFocused();
            page.keyboard().press("Home");
            page.keyboard().press("ArrowDown");
            assertThat(visit.at("without-ack-tab")).hasAttribute("aria-selected", "true");
            assertThat(visit.at("returned")).isHidden();
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            assertThat(visit.verdict("without-ack")).containsText("as demo:greet_data");

            page.keyboard().press("Tab");
            assertThat(visit.at("without-ack").getByText("AnswersController.java"))
                    .isFocused();
            page.keyboard().press("Tab");
            assertThat(visit.at("refusal-tab")).isFocused();
            page.keyboard().press("End");
            assertThat(visit.at("private-tab")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().type("sock");
            page.keyboard().press("Enter");
            assertThat(visit.verdict("private")).containsText("Connected to /private");
        }
    }

    @Test
    @DisplayName("shows where the focus is, in the order of the page")
    void focus() {
        try (DemoVisit visit = visit().connected()) {
            Page page = visit.page();
            List<String> order = new ArrayList<>();
            for (int tabs = 0; tabs < 50; tabs++) {
                page.keyboard().press("Tab");
                order.add(String.valueOf(page.evaluate(FOCUSED)));
            }
            assertThat(order)
                    .noneMatch(focused -> focused.contains("without outline"))
                    .containsSubsequence(
                            "Answers",
                            "Try answers",
                            "toggle",
                            "returned-tab",
                            "returned-name",
                            "Greet me",
                            "AnswersController.java",
                            "refusal-tab",
                            "refusal-name",
                            "Greet me with ack",
                            "Without",
                            "register-tab",
                            "register-name",
                            "register-email",
                            "register-password",
                            "register-remember",
                            "Register",
                            "chat-mine",
                            "Log in",
                            "chat-text",
                            "Send",
                            "example-start",
                            "rooms-name",
                            "Join",
                            "rooms-text",
                            "Send to room",
                            "log-pings",
                            "log-clear");
        }
    }

    @Test
    @DisplayName("opens at the kind that its address names")
    void address() {
        try (DemoVisit visit = browser().visit(url + "#validation")) {
            assertThat(visit.at("validation")).isVisible();
            visit.open("mapped");
            assertThat(visit.page()).hasURL(Pattern.compile(".*#mapped"));
        }
    }

    @ParameterizedTest(name = "is short on a phone, with all of it behind a button or a link, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void phone(ColorScheme scheme) throws IOException {
        try (DemoVisit visit = visit(scheme, 390, 844, 1)) {
            Page page = visit.page();
            DemoLooks.take(visit, "390-" + scheme.name().toLowerCase(Locale.ROOT), true);
            assertThat((Integer) page.evaluate("document.documentElement.scrollHeight"))
                    .isLessThan(4150); // half of what it is with everything open
            assertThat(visit.at("errors")).isHidden();
            page.getByText("Show the errors").focus();
            page.keyboard().press("Enter");
            visit.open("validation").press("Book");
            assertThat(visit.at("validation-name-error")).isVisible();
            visit.at("validation").getByText("Show the code").click();
            assertThat(visit.at("validation").locator("pre")).isVisible();

            assertThat(visit.at("chat")).isHidden();
            page.getByRole(AriaRole.NAVIGATION).getByText("Chat").click();
            assertThat(visit.at("chat")).isInViewport();
            visit.at("chat-login").getByText("Log in").click();
            assertThat(visit.at("login-name")).isVisible();
            page.getByText("Show the chat").click(); // and closed again
            assertThat(visit.at("chat")).isHidden();
            page.setViewportSize(1280, 900);
            assertThat(visit.at("chat")).isVisible();
            page.setViewportSize(390, 844);
        }
        try (DemoVisit visit = visit(scheme, 390, 844, 1)) {
            DemoLooks.keepNobodyOut(visit.page());
        }
    }

    @Test
    @DisplayName("opens on a phone what its address names")
    void addressOnPhone() {
        var options = DemoLooks.options(ColorScheme.LIGHT, 390, 844, 1);
        try (DemoVisit visit = browser().visit(url + "#login", options)) {
            assertThat(visit.at("login-name")).isVisible();
        }
        try (DemoVisit visit = browser().visit(url + "#together", options)) {
            assertThat(visit.at("rooms-name")).isVisible();
        }
    }

    @Test
    @DisplayName("does not move for those who do not want it")
    void reducedMotion() {
        try (DemoVisit still = moving(ReducedMotion.REDUCE).connected();
                DemoVisit moving = moving(ReducedMotion.NO_PREFERENCE)) {
            still.press("Greet me");
            assertThat(still.packets("returned")).hasCount(2);
            assertThat(still.page().evaluate("document.getAnimations().length")).isEqualTo(0);
            assertThat(still.page().evaluate(SCROLLS)).isEqualTo("auto");
            assertThat(moving.page().evaluate(SCROLLS)).isEqualTo("smooth");
        }
    }

    private DemoVisit moving(ReducedMotion wish) {
        return browser().visit(url.toString(), new Browser.NewContextOptions().setReducedMotion(wish));
    }

    @ParameterizedTest(name = "fits every width, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void fits(ColorScheme scheme) {
        try (DemoVisit visit = visit(scheme, 1280, 900, 1)) {
            fill(visit);
            DemoLooks.fit(visit, scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    @DisplayName("is in the README as it is")
    void readme() throws IOException {
        try (DemoVisit visit = visit(ColorScheme.LIGHT, 1280, 1000, 1)) {
            fill(visit);
            assertThat(visit.at("sparkline"))
                    .hasAttribute("aria-label", Pattern.compile("The last 1\\d round trips.*"));
            DemoLooks.take(visit, "demo-light", false);
        }
        try (DemoVisit visit = visit(ColorScheme.DARK, 1280, 800, 1)) {
            fill(visit);
            visit.page().evaluate("document.getElementById('errors-title').scrollIntoView({ behavior: 'instant' })");
            DemoLooks.take(visit, "demo-dark-errors", false);
        }
        try (DemoVisit visit = visit(ColorScheme.DARK, 390, 844, 2)) {
            unfold(visit);
            visit.at("returned").getByText("Show the code").click();
            fill(visit);
            visit.page().evaluate("document.getElementById('returned').scrollIntoView({ behavior: 'instant' })");
            DemoLooks.take(visit, "demo-dark-phone", false);
        }
        Pattern.compile("docs/images/([\\w-]+\\.png)")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(image -> {
                    assertThat(Path.of(image.group())).exists();
                    assertThat(DemoLooks.SCREENSHOTS.resolve(image.group(1))).exists();
                });
    }

    /** Opens everything that a phone shows only when it is asked for, but for the code. */
    private static void unfold(DemoVisit visit) {
        for (Locator summary : visit.page().locator("section > .fold > summary").all()) {
            summary.click();
        }
    }

    private DemoVisit visit(ColorScheme scheme, int width, int height, double scale) {
        return browser()
                .visit(url.toString(), DemoLooks.options(scheme, width, height, scale))
                .connected();
    }

    /** Does some of what a visitor does. */
    private static void fill(DemoVisit visit) {
        visit.press("Greet me");
        visit.open("validation").press("Book");
        visit.register("Ada", true);
        visit.at("chat-text").fill("Has anybody seen my other sock? It is the striped one.");
        visit.press("Send");
        assertThat(visit.at("chat-text")).hasValue("");
        visit.open("keytest").press("Check the token");
        visit.press("Send example");
        visit.press("Join");
        assertThat(visit.packets("returned")).hasCount(2);
        assertThat(visit.at("validation-seats-error")).isVisible();
        assertThat(visit.at("rooms-joined")).containsText("lobby");
        visit.page().evaluate("document.activeElement.blur()");
        visit.page().evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    }
}
