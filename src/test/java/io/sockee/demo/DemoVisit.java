package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One visitor of the demo page, and everything that the browser complained of meanwhile. */
public final class DemoVisit implements AutoCloseable {

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

    public Page page() {
        return page;
    }

    /** The answer that brought the page. */
    Response response() {
        return response;
    }

    /** The element with this id. */
    public Locator at(String id) {
        return page.locator("#" + id);
    }

    /** Waits until the page has its best connection. */
    DemoVisit connected() {
        assertThat(at("state")).hasText("Connected");
        assertThat(at("transport")).hasText("websocket");
        return this;
    }

    /** Opens a kind of answer or error. */
    DemoVisit open(String kind) {
        at(kind + "-tab").click();
        assertThat(at(kind).locator("pre")).containsText(Pattern.compile("\\S"));
        return this;
    }

    /** What the page says of the kind's last attempt. */
    Locator verdict(String kind) {
        return at(kind + "-verdict");
    }

    /** The packets of the kind's last attempt. */
    Locator packets(String kind) {
        return at(kind + "-wire").locator("li .packet");
    }

    /** Expects exactly these packets, where # stands for the number of an ack. */
    void exchanged(String kind, String... packets) {
        assertThat(packets(kind))
                .hasText(Stream.of(packets)
                        .map(packet -> Pattern.compile(packet.replaceAll("[\\[\\]{}().?*+^$|]", "\\\\$0")
                                .replace("#", "\\d+")))
                        .toArray(Pattern[]::new));
    }

    /** Allows the client one way, or both. */
    void choose(String transports) {
        page.getByLabel(transports, new Page.GetByLabelOptions().setExact(true)).check();
    }

    public void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
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
