package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Socket.IO's own admin UI, in a real browser, on this server. */
@DisplayName("The admin UI")
@Tag("once-on-liberty")
class AdminUiIT extends DemoDeployment {

    private AdminUi open() {
        return AdminUi.open(browser(), url);
    }

    /** A client of the demo, in a page of the same browser, in a room. */
    private static String client(Page page, String room) {
        return (String) page.evaluate("""
                async (room) => {
                  const { connect } = await import(new URL("../client/sockee-client.js", location.href).href);
                  globalThis.other = connect();
                  await other.ready();
                  other.socket.on("disconnect", (reason) => (globalThis.ended = reason));
                  other.socket.emit("demo:room", room);
                  return other.socket.id;
                }
                """, room);
    }

    @Test
    @DisplayName("is told that a password is wrong, in its own words, and asks for another")
    void wrongPassword() {
        try (AdminUi ui = open()) {
            // The page ends a connection that is refused, also while its upgrade is being opened.
            ui.visit().expectComplaints("WebSocket is closed before the connection is established");
            ui.logIn("open barley");
            assertThat(ui.complaint()).hasText("Invalid credentials");
            ui.begin();
        }
    }

    @Test
    @DisplayName("takes everything from this server, and loads without a complaint of the browser")
    void ownFiles() {
        try (AdminUi ui = open()) {
            assertThat((String) ui.page().evaluate("""
                            () => performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin)
                              .filter((origin) => origin !== location.origin).join()
                            """)).isEmpty();
            assertThat((boolean) ui.page()
                            .evaluate("() => document.fonts.load('24px \"Material Design Icons\"')"
                                    + ".then((fonts) => fonts.length > 0)"))
                    .as("its icons")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("comes back after a reload without the password, until it is another server")
    void reload() {
        try (AdminUi ui = open().begin()) {
            ui.page().reload();
            assertThat(ui.page().locator(".v-main")).containsText("Clients");
            assertThat(ui.page().locator(".v-dialog--active")).hasCount(0);
        }
    }

    @Test
    @DisplayName("shows figures, sockets, rooms and events, has sockets join and leave rooms, and disconnects them")
    void works() {
        try (AdminUi ui = open()) {
            Page page = ui.page();
            String id = client(page, "admins");
            ui.begin();
            assertThat(ui.rows("/admin")).containsText("1"); // with the figures that follow
            assertThat(ui.rows("WebSocket")).containsText("2");
            DemoLooks.take(ui.visit(), "admin-dashboard", false);

            ui.go("Sockets");
            assertThat(ui.rows(id)).containsText("WebSocket");
            DemoLooks.take(ui.visit(), "admin-sockets", false);

            ui.rows(id).locator("td").first().click();
            assertThat(page.locator(".v-main")).containsText("Initial HTTP request");
            assertThat(ui.rows("demo:admins")).hasCount(1);
            page.getByLabel("Join a room").fill("admins-blue");
            page.locator(".v-main form button[type=submit]").click();
            assertThat(ui.rows("admins-blue")).hasCount(1);
            DemoLooks.take(ui.visit(), "admin-socket", false);
            ui.rows("demo:admins").locator("button").click(); // which opens the row as well
            assertThat(page.locator(".v-main")).containsText("Deleted");

            ui.go("Rooms");
            assertThat(ui.rows("admins-blue")).containsText("1");
            assertThat(ui.rows("demo:admins")).hasCount(0);
            DemoLooks.take(ui.visit(), "admin-rooms", false);

            page.evaluate("() => other.call('demo:greet', 'Ann')");
            ui.go("Events");
            Locator received = ui.rows("demo:greet").first();
            assertThat(received).containsText("Event received");
            received.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator(".v-main pre").first()).containsText("Ann");
            DemoLooks.take(ui.visit(), "admin-events", false);

            ui.go("Clients");
            DemoLooks.take(ui.visit(), "admin-clients", false);
            ui.go("Servers");
            assertThat(ui.rows("Healthy")).hasCount(1);

            ui.go("Sockets");
            ui.rows(id).locator("button").click();
            Object unused = page.waitForFunction("() => globalThis.ended");
            ui.go("Sockets");
            assertThat(ui.rows(id)).hasCount(0);
            assertThat(page.evaluate("() => globalThis.ended")).isEqualTo("io server disconnect");
        }
    }
}
