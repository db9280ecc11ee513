package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where tokens are good for two seconds, and passwords have other rules. */
@DisplayName("At the demo page of a server with settings of its own, a token that is past its time")
@Tag("once-on-wildfly")
class DemoPageTokensIT extends DemoCase {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(
                "sockee.auth.token-timeout=2",
                "sockee.auth.email-required=false",
                "sockee.auth.password-min=8",
                "sockee.auth.password-composition=none");
    }

    @Test
    @DisplayName("is replaced, if the user is to be remembered")
    void renewed() {
        try (DemoVisit visit = visit().connected()) {
            String name = visit.register("Rita", true);
            String first = token(visit);
            visit.page().waitForTimeout(2500); // what is tested here is time itself
            visit.reload().isUser(name);
            assertThat(visit.at("account-note")).hasText("The token had expired and was renewed.");
            assertThat(visit.at("keytest-key")).not().hasValue(first);
            assertThat(visit.at("log-rows")).containsText("auth_data");
            visit.open("keytest").press("Check the token");
            assertThat(visit.verdict("keytest")).hasText("User is logged in.");
        }
    }

    @Test
    @DisplayName("has nothing to do with the rules of that server, which are shown at the fields")
    void rules() {
        try (DemoVisit visit = visit().connected()) {
            assertThat(visit.at("register-password")).hasAccessibleDescription("8 to 60 characters.");
            assertThat(visit.at("register-email")).hasAccessibleDescription("Optional.");
        }
    }

    @Test
    @DisplayName("ends the login, if not: the page is told and goes on as nobody's")
    void ended() {
        try (DemoVisit visit = visit().connected()) {
            visit.expectComplaints(); // the client may give up a connection that is still being upgraded
            visit.register("Rita", false);
            visit.isNobody().connected();
            assertThat(visit.at("account-note")).containsText("The server has ended this login.");
        }
    }

    private static String token(DemoVisit visit) {
        return visit.at("keytest-key").inputValue();
    }
}
