package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;

/** One visitor of the demo page, and everything that the browser complained of meanwhile. */
final class DemoVisit implements AutoCloseable {

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final Page page;
    private final Response response;
    private boolean complaintsExpected;

    DemoVisit(BrowserContext context, String url) {
        this.context = context;
        page = context.newPage();
        // Violations of the Content-Security-Policy are errors on the console too.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(complaints::add);
        response = page.navigate(url);
    }

    Page page() {
        return page;
    }

    /** The answer that brought the page. */
    Response response() {
        return response;
    }

    /** The element with this id. */
    Locator at(String id) {
        return page.locator("#" + id);
    }

    /** Waits until the page has its best connection. */
    DemoVisit connected() {
        assertThat(at("state")).hasText("Connected");
        assertThat(at("transport")).hasText("websocket");
        return this;
    }

    /** Allows the client one way, or both. */
    void choose(String transports) {
        page.getByLabel(transports, new Page.GetByLabelOptions().setExact(true)).check();
    }

    void press(String button) {
        page.getByRole(
                        com.microsoft.playwright.options.AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** The test makes requests fail, of which the browser complains. */
    void expectComplaints() {
        complaintsExpected = true;
    }

    @Override
    public void close() {
        context.close();
        if (!complaintsExpected) {
            assertThat(complaints).as("what the browser complained of").isEmpty();
        }
    }
}
