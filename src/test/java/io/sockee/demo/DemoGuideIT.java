package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo page leads to: the guide, the description of the HTTP resources, its own source. */
@DisplayName("From the demo page")
@Tag("once-on-liberty")
class DemoGuideIT extends DemoDeployment {

    /** The addresses of all links to pages of the guide. */
    private static final String LINKS =
            "[...document.querySelectorAll('a')].map(({ href }) => href).filter((href) => href.includes('?page='))";

    /** Marks of Markdown that were not understood; in code they are meant. */
    private static final String LEFT = """
            () => {
              const copy = document.getElementById("page").cloneNode(true);
              copy.querySelectorAll("code").forEach((code) => code.remove());
              return copy.textContent.match(/\\]\\(|\\*\\*|`|<!--|^ *[|*#]/gm) ?? [];
            }
            """;

    @Test
    @DisplayName("the guide can be read whole, page by page, and no link in it leads nowhere")
    void guide() {
        try (DemoVisit visit = visit()) {
            Page page = visit.page();
            page.getByRole(AriaRole.NAVIGATION).getByText("Guide").click();
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Guide");
            Deque<String> waiting = new ArrayDeque<>(links(page));
            Set<String> seen = new LinkedHashSet<>();
            while (!waiting.isEmpty()) {
                String address = waiting.remove();
                if (!seen.add(address)) {
                    continue;
                }
                page.navigate(address);
                assertThat(visit.at("page")).not().hasAttribute("aria-busy", "true");
                assertThat(visit.at("page").locator(".bad")).hasCount(0);
                assertThat((List<?>) page.evaluate(LEFT)).as(address).isEmpty();
                int hash = address.indexOf('#');
                if (hash >= 0) {
                    assertThat(visit.at(address.substring(hash + 1))).isInViewport();
                }
                waiting.addAll(links(page));
            }
            assertThat(seen).hasSizeGreaterThan(20).anyMatch(address -> address.endsWith("guide/websites.md"));
        }
    }

    @ParameterizedTest(name = "{0} is there for everybody, {1}")
    @CsvSource({
        "guide/README.md, LIGHT",
        "guide/own-application.md, DARK",
        "configuration.md, LIGHT",
        "operations.md, DARK",
    })
    void looks(String name, ColorScheme scheme) throws IOException {
        String address = url + "demo/guide.html?page=" + name;
        try (DemoVisit visit = browser().visit(address, DemoLooks.options(scheme, 1280, 900, 1))) {
            assertThat(visit.at("page")).not().hasAttribute("aria-busy", "true");
            DemoLooks.fit(visit, "guide-" + name.replaceAll("\\W", "-"));
            DemoLooks.keepNobodyOut(visit.page());
        }
    }

    @Test
    @DisplayName("a page that is not there is said to be missing")
    void missing() {
        for (String name : new String[] {"guide/nothing.md", "../../web.xml", "//example.org/x.md"}) {
            try (DemoVisit visit = browser().visit(url + "demo/guide.html?page=" + name)) {
                visit.expectComplaints(); // of the status
                assertThat(visit.at("page").locator(".bad")).hasText("There is no page " + name + ".");
            }
        }
    }

    @Test
    @DisplayName("the description of the HTTP resources is a link away")
    void openApi() {
        try (DemoVisit visit = visit()) {
            String address = (String) visit.page().getByText("OpenAPI").evaluate("link => link.href");
            String document = (String) visit.page().evaluate("async (to) => (await fetch(to)).text()", address);
            assertThat(document).startsWith("openapi: 3.1");
        }
    }

    @Test
    @DisplayName("each piece of code leads to the file that it is from")
    void source() {
        try (DemoVisit visit = visit().connected()) {
            Page page = visit.page();
            List<?> addresses =
                    (List<?>) page.evaluate("[...document.querySelectorAll('figcaption a')].map(({ href }) => href)");
            assertThat(addresses).hasSizeGreaterThan(15);
            for (Object address : new LinkedHashSet<>(addresses)) {
                String file = (String) page.evaluate("async (to) => (await fetch(to)).text()", address);
                assertThat(file).as("%s", address).startsWith("package io.sockee.demo");
            }
        }
    }

    private static List<String> links(Page page) {
        return ((List<?>) page.evaluate(LINKS)).stream().map(String::valueOf).toList();
    }
}
