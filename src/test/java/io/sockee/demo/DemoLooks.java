package io.sockee.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What is expected of the looks of every page of the demo, and pictures of them for people to look at. */
final class DemoLooks {

    static final Path SCREENSHOTS = Path.of("target", "screenshots", System.getProperty("sockee.server"));

    private static final String VIOLATIONS = """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(({ impact, id, nodes }) =>
                `${impact} ${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`)
            """;

    private DemoLooks() {}

    /** A visitor with these colors and this screen. */
    static Browser.NewContextOptions options(ColorScheme scheme, int width, int height, double scale) {
        return new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, height)
                .setDeviceScaleFactor(scale);
    }

    /** Expects that axe finds nothing, on a desk and on a phone. */
    static void keepNobodyOut(Page page) throws IOException {
        try (InputStream script = DemoLooks.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();
        page.setViewportSize(360, 740);
        assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();
    }

    /** Expects that nothing is wider than the screen, however wide that is, and takes pictures of it. */
    static void fit(DemoVisit visit, String name) {
        for (int width : new int[] {1280, 768, 360, 320}) {
            visit.page().setViewportSize(width, 900);
            assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(width);
            take(visit, width + "-" + name, true);
        }
    }

    /** Takes a picture of the page, or of what one sees of it. */
    static void take(DemoVisit visit, String name, boolean whole) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        visit.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(file)
                        .setFullPage(whole)
                        .setAnimations(ScreenshotAnimations.DISABLED));
        assertThat(file).isNotEmptyFile();
    }
}
