package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sockee.it.AdminLogins;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at the admin UI, as it was published. */
final class AdminUi implements AutoCloseable {
    private final DemoVisit visit;
    private final URL server;

    private AdminUi(DemoVisit visit, URL server) {
        this.visit = visit;
        this.server = server;
    }

    /** Opens it, in a window that is large enough for its menu. */
    static AdminUi open(DemoBrowser browser, URL server) {
        return new AdminUi(
                browser.visit(
                        server + "sockee/admin/",
                        DemoLooks.options(com.microsoft.playwright.options.ColorScheme.LIGHT, 1400, 900, 1)),
                server);
    }

    Page page() {
        return visit.page();
    }

    DemoVisit visit() {
        return visit;
    }

    private Locator dialog() {
        return page().locator(".v-dialog--active");
    }

    /** Fills in the options that the dialog hides: the path, and what packets are written with. */
    AdminUi at(String path, String parser) {
        dialog().getByText("Advanced options").click();
        dialog().getByLabel("Path", new Locator.GetByLabelOptions().setExact(true))
                .fill(path);
        dialog().locator(".v-select").click();
        page().locator(".v-menu__content .v-list-item")
                .filter(new Locator.FilterOptions().setHasText(parser))
                .click();
        return this;
    }

    /** What comes in frames of bytes from now on, as far as it is text. */
    List<String> framesOfBytes() {
        List<String> frames = new CopyOnWriteArrayList<>();
        page().onWebSocket(socket -> socket.onFrameReceived(frame -> {
            if (frame.binary() != null) {
                frames.add(new String(frame.binary(), StandardCharsets.ISO_8859_1));
            }
        }));
        return frames;
    }

    /** Fills in the dialog. */
    AdminUi logIn(String password) {
        dialog().getByLabel("Server URL").fill(server.getProtocol() + "://" + server.getAuthority());
        dialog().getByLabel("Username").fill(AdminLogins.NAME);
        dialog().getByLabel("Password").fill(password);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Connect"))
                .click();
        return this;
    }

    /** Logs in, and expects that it has worked. */
    AdminUi begin() {
        logIn(AdminLogins.PASSWORD);
        assertThat(dialog()).hasCount(0);
        return this;
    }

    /** What the dialog complains of. */
    Locator complaint() {
        return dialog().locator(".red--text.mt-3");
    }

    /** Goes to a page of the menu. */
    AdminUi go(String name) {
        menu().getByText(name, new Locator.GetByTextOptions().setExact(true)).click();
        Locator title = page().locator(".v-breadcrumbs");
        assertThat(title.filter(new Locator.FilterOptions().setHasText(name))).hasCount(1);
        assertThat(title).hasCount(1); // that of the page before has gone
        return this;
    }

    Locator menu() {
        return page().locator(".v-navigation-drawer .v-list");
    }

    /** The rows of the table that hold a text. */
    Locator rows(String text) {
        return page().locator(".v-main tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Override
    public void close() {
        visit.close();
    }
}
