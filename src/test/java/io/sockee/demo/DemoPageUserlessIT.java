package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.it.AdminLogins;
import io.sockee.it.Deployments;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo page where the server has no users, and is neither at the root of the host nor at the usual path. */
@DisplayName("Without users, below a context root and at a path of its own, the demo page")
@Tag("once-on-wildfly")
@SharedDeployment(DemoPageUserlessIT.DEPLOYMENT)
class DemoPageUserlessIT extends DemoCase {

    /** What classes have in common that deploy it. */
    static final String DEPLOYMENT = "the demo without users, somewhere else";

    /** Where it has Socket.IO. */
    static final String PATH = "/shop/live/io";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.at("/shop", settled());
    }

    private static WebArchive settled() {
        return war(
                "sockee.engine.paths=/live/io,/more",
                "sockee.auth.enabled=false",
                "sockee.admin.mode=production",
                "sockee.admin.read-only=true",
                "sockee.admin.username=" + AdminLogins.NAME,
                "sockee.admin.password=" + AdminLogins.HASH);
    }

    @Test
    @DisplayName("says so where they would be, and answers otherwise")
    void saysSo() {
        try (DemoVisit visit = visit().connected()) {
            assertThat(visit.page()).hasURL(Pattern.compile(".*/shop/"));
            assertThat(visit.at("users-none")).containsText("This server has no users");
            assertThat(visit.at("users")).isHidden();
            assertThat(visit.at("account")).isHidden();
            assertThat(visit.at("chat-why")).hasText("The chat needs users, and this server has none.");
            assertThat(visit.at("chat-login")).isHidden();
            visit.press("Greet me");
            assertThat(visit.verdict("returned")).containsText("Answered in");
            visit.at("chat-text").fill("Is anybody there?");
            visit.press("Send");
            assertThat(visit.at("chat-result")).hasText("No answer within 5 s.");
        }
    }
}
