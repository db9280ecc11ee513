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
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The machine's own Chromium, driven by Playwright; nothing is downloaded. All tests have the same one, since each visitor of it
 * is a stranger to all others. For the thread alone that runs the tests.
 */
public final class DemoBrowser {
    private static @Nullable DemoBrowser running;

    /** First the one without windows, which has the same engine and computes half as much for a page. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

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

    /**
     * The browser, which is started when it does not run yet, or not any more. Without one, the tests are skipped; in CI, where
     * one is promised, they fail.
     */
    public static DemoBrowser get() {
        DemoBrowser before = running;
        if (before != null && before.browser.isConnected()) {
            return before;
        }
        end();
        DemoBrowser started = new DemoBrowser(find().orElseGet(DemoBrowser::missing));
        running = started;
        return started;
    }

    private static void end() {
        DemoBrowser ending = running;
        running = null;
        if (ending != null) {
            ending.browser.close();
            ending.playwright.close();
        }
    }

    /** Ends the browser when all tests have run. */
    public static final class End implements LauncherSessionListener {
        @Override
        public void launcherSessionClosed(LauncherSession session) {
            end();
        }
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
                + "): the demo page is not tested. On Debian: apt-get install chromium-headless-shell");
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
}
