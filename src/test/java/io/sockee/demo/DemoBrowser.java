package io.sockee.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import io.sockee.servers.Missing;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright; nothing is downloaded. */
public final class DemoBrowser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox", // it may be root who runs the tests, and the only page is ours
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic");

    private final Playwright playwright;
    private final Browser browser;

    private DemoBrowser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS));
    }

    /** Starts the browser. Without one, the tests are skipped; in CI, where one is promised, they fail. */
    public static DemoBrowser launch() {
        return new DemoBrowser(find().orElseGet(DemoBrowser::missing));
    }

    private static Optional<Path> find() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing() {
        return Missing.tool("No browser on the PATH (looked for " + String.join(", ", NAMES)
                + "): the demo page is not tested. On Debian: apt-get install chromium");
    }

    /** Opens the page as a visitor of its own, with nothing shared with others. */
    public DemoVisit visit(String url) {
        return visit(url, new Browser.NewContextOptions());
    }

    /**
     * The same with options of a context. Unless they say otherwise nothing moves: while a page scrolls smoothly, a button can be
     * pressed in one place and released in another, which is no click.
     */
    DemoVisit visit(String url, Browser.NewContextOptions options) {
        if (options.reducedMotion == null) {
            options.setReducedMotion(ReducedMotion.REDUCE);
        }
        return new DemoVisit(browser.newContext(options), url);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
