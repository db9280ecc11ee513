package io.sockee.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import io.sockee.it.Deployments;
import io.sockee.it.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code scripts/new-application.sh} makes, built by its own pom, its own tests included. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A new application")
class NewApplicationIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleBuild.war(ExampleBuild.NEW_APPLICATION);
    }

    /** WildFly writes one with a stack trace for each class that lacks another, even if nobody misses it. */
    @AfterAll
    static void saysNothingOfClassesThatItDoesNotNeed() {
        assertThat(ServerLog.lines("Failed to define class")).isEmpty();
    }

    @Test
    @DisplayName("has a page on which two people see each other's notes, and what is wrong with them")
    void page() {
        DemoBrowser browser = DemoBrowser.get();
        try (DemoVisit ann = browser.visit(Deployments.base().toString());
                DemoVisit bob = browser.visit(Deployments.base().toString())) {
            assertThat(ann.at("state")).hasText("Connected");
            assertThat(bob.at("state")).hasText("Connected");

            Locator note = ann.page().getByLabel("Note");
            note.fill("buy <b>socks</b>");
            assertThat(bob.at("writing")).hasText("Somebody writes…");
            ann.press("Add");
            assertThat(bob.at("notes").locator("li")).hasText("buy <b>socks</b>");
            assertThat(ann.at("notes").locator("li")).hasText("buy <b>socks</b>");

            note.fill(" ");
            ann.press("Add");
            assertThat(ann.at("problem")).hasText("must not be blank");

            bob.page().reload();
            assertThat(bob.at("notes").locator("li")).hasText("buy <b>socks</b>");
        }
    }
}
