package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Socket.IO's own admin UI where it is for production, and may change nothing, below a context root, with MessagePack. */
@DisplayName("In production, below a context root, the admin UI")
@Tag("once-on-wildfly")
@SharedDeployment(DemoPageUserlessIT.DEPLOYMENT)
class AdminReadOnlyIT extends DemoCase {

    @Deployment(testable = false)
    static WebArchive war() {
        return DemoPageUserlessIT.war();
    }

    @Test
    @DisplayName("shows figures, and nothing of single sockets, rooms and events; what it asks for is refused")
    void figures() {
        try (AdminUi ui = AdminUi.open(browser(), url)) {
            List<String> packed = ui.framesOfBytes();
            ui.at(DemoPageUserlessIT.PATH, "MessagePack parser").begin();
            assertThat(ui.menu()).containsText("Dashboard");
            assertThat(ui.menu()).not().containsText("Rooms");
            assertThat(ui.rows("/admin")).hasCount(1);
            assertThat(ui.page().locator(".v-main canvas").first()).isVisible();
            DemoLooks.take(ui.visit(), "admin-production", false);
            ui.page().waitForCondition(() -> packed.stream().anyMatch(frame -> frame.contains("server_stats")));
            Object answer = ui.page().evaluate("""
                    async () => {
                      await new Promise((resolve, reject) => {
                        const script = document.createElement("script");
                        Object.assign(script, { src: "/shop/live/io/socket.io.js", onload: resolve, onerror: reject });
                        document.head.append(script);
                      });
                      const auth = { sessionId: localStorage.getItem("session_id") };
                      const admin = io("/admin", { path: "/shop/live/io", forceNew: true, transports: ["websocket"], auth });
                      const answer = await admin.emitWithAck("_disconnect", "/admin", true);
                      admin.disconnect();
                      return answer.err;
                    }
                    """);
            assertThat(answer).isEqualTo("The admin UI may change nothing here (sockee.admin.read-only).");
        }
    }
}
