package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The push page for everybody: without a mouse, with a screen reader, in the dark, on a phone. */
@Tag("once-on-liberty")
@DisplayName("The push page of the demo, whoever looks at it,")
class DemoPagePushLooksIT extends DemoDeployment {

    @ParameterizedTest(name = "has nothing that keeps people out, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void accessible(ColorScheme scheme) throws IOException {
        try (DemoVisit visit = filled(scheme)) {
            DemoLooks.keepNobodyOut(visit.page());
        }
    }

    @ParameterizedTest(name = "fits every width, {0}")
    @EnumSource(names = {"LIGHT", "DARK"})
    void fits(ColorScheme scheme) {
        String name = "push-" + scheme.name().toLowerCase(Locale.ROOT);
        try (DemoVisit visit = visit(scheme)) {
            DemoLooks.take(visit, name, true);
        }
        try (DemoVisit visit = filled(scheme)) {
            DemoLooks.fit(visit, name);
        }
    }

    @Test
    @DisplayName("can be used by keyboard alone")
    void keyboard() {
        try (DemoVisit visit = visit(ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to what you can try")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("ArrowRight");
            assertThat(page.getByLabel("Everyone")).isChecked();
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            assertThat(visit.at("send-argument")).isFocused();
            page.keyboard().press("Enter");
            assertThat(visit.at("phone").locator(".got > [data-kind=live]")).hasCount(1);

            visit.at("phone").getByText("Disconnect").focus();
            page.keyboard().press("Enter");
            assertThat(visit.at("phone").locator(".state")).hasText("Offline");
            page.keyboard().press("Enter");
            assertThat(visit.at("phone").locator(".state")).hasText("Connected");
        }
    }

    private DemoVisit visit(ColorScheme scheme) {
        DemoVisit visit = browser().visit(url + "demo/push.html", DemoLooks.options(scheme, 1280, 900, 1));
        assertThat(visit.at("phone").locator(".state")).hasText("Connected");
        assertThat(visit.at("tablet").locator(".state")).hasText("Connected");
        return visit;
    }

    /** Everything that a device can get, answered and not. */
    private DemoVisit filled(ColorScheme scheme) {
        DemoVisit visit = visit(scheme);
        Locator phone = visit.at("phone");
        Locator tablet = visit.at("tablet");
        tablet.getByLabel("Acknowledge automatically").uncheck();
        visit.press("Send");
        assertThat(tablet.locator("[data-kind=live]")).hasCount(1);
        for (Locator device : new Locator[] {phone, tablet}) {
            device.getByText("Disconnect").click();
            assertThat(device.locator(".state")).hasText("Offline");
        }
        visit.at("send-resync").check();
        visit.press("Send");
        assertThat(visit.at("send-argument")).hasValue("Parcel 3 is on its way");
        visit.press("Send");
        assertThat(visit.at("send-argument")).hasValue("Parcel 4 is on its way");
        for (Locator device : new Locator[] {phone, tablet}) {
            device.getByText("Connect", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(device.locator("[data-kind=batch]")).hasCount(1);
        }
        visit.press("Send");
        assertThat(tablet.locator("[data-kind=live]")).hasCount(2);
        tablet.locator("[data-kind=live] button").click(); // before the batch
        assertThat(tablet.locator("[data-kind=resync]")).hasCount(1);
        phone.getByText("Disconnect").click();
        return visit;
    }
}
