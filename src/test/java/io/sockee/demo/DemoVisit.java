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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One visitor of the demo page, and everything that the browser complained of meanwhile. */
public final class DemoVisit implements AutoCloseable {

    private static final String PASSWORD = "secret1!";
    private static final AtomicInteger USERS = new AtomicInteger();

    private final BrowserContext context;
    private final boolean first;
    private final List<String> complaints = new ArrayList<>();
    private final Page page;
    private final Response response;
    private boolean complaintsExpected;
    private String expected = "";

    DemoVisit(BrowserContext context, String url) {
        this(context, url, true);
    }

    private DemoVisit(BrowserContext context, String url, boolean first) {
        this.context = context;
        this.first = first;
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

    /** Another tab of the same visitor. */
    DemoVisit tab() {
        return new DemoVisit(context, page.url(), false).connected();
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

    /** Becomes a user, and returns the name, which is nobody else's. */
    String register(String name, boolean remember) {
        String unique = name + USERS.incrementAndGet();
        open("register").at("register-name").fill(unique);
        at("register-email").fill("somebody@example.org");
        at("register-password").fill(PASSWORD);
        at("register-remember").setChecked(remember);
        press("Register");
        isUser(unique);
        return unique;
    }

    /** Tries to log in; what comes of it is for the caller to see. */
    void logIn(String name, String password, boolean remember) {
        open("login").at("login-name").fill(name);
        at("login-password").fill(password);
        at("login-remember").setChecked(remember);
        press("Log in");
    }

    /** The same with the password of those who {@link #register}. */
    DemoVisit logIn(String name, boolean remember) {
        logIn(name, PASSWORD, remember);
        return isUser(name);
    }

    /** Expects that the page, and the socket, are a user's. */
    DemoVisit isUser(String name) {
        assertThat(at("account-user")).hasText("Logged in as " + name);
        assertThat(at("user")).hasText(name);
        return this;
    }

    /** Expects that the page is connected and nobody's. */
    DemoVisit isNobody() {
        assertThat(at("account-user")).hasText("Not logged in.");
        assertThat(at("user")).hasText("nobody");
        return this;
    }

    /** Loads the page anew. */
    DemoVisit reload() {
        page.reload();
        return connected();
    }

    /**
     * Asks the server what the page itself would not ask, and returns the answer. By WebSocket from the start: the browser complains of
     * one that is closed while it is being opened, as that of an upgrade might be here.
     */
    Object ask(String event, Object... values) {
        return page.evaluate("""
                ([event, values]) => new Promise((resolve) => {
                  const stored = sessionStorage.getItem("sockee.login") ?? localStorage.getItem("sockee.login");
                  const socket = io({ forceNew: true, transports: ["websocket"], auth: JSON.parse(stored) });
                  socket.emit(event, ...values, ({ err, res }) => {
                    socket.disconnect();
                    resolve(err || res);
                  });
                })
                """, List.of(event, List.of(values)));
    }

    public void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** The test makes requests fail, of which the browser complains. */
    public void expectComplaints() {
        complaintsExpected = true;
    }

    /** The same of what the browser says with these words: nothing else may it complain of. */
    void expectComplaints(String words) {
        expected = words;
    }

    @Override
    public void close() {
        if (first) {
            context.close();
        } else {
            page.close();
        }
        if (!complaintsExpected) {
            assertThat(complaints)
                    .as("what the browser complained of")
                    .allMatch(complaint -> !expected.isEmpty() && complaint.contains(expected));
        }
    }
}
