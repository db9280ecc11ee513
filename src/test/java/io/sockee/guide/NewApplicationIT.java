package io.sockee.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import io.sockee.it.Deployments;
import io.sockee.it.ServerLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code scripts/new-application.sh} makes, with what the page {@code ten-minutes.md} adds to it, built by its own pom, its own
 * tests included; then what that page has its readers do.
 */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A new application")
class NewApplicationIT {

    @TempDir
    private Path folder;

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
    void page() throws Exception {
        DemoBrowser browser = DemoBrowser.get();
        try (DemoVisit ann = browser.visit(Deployments.base().toString());
                DemoVisit bob = browser.visit(Deployments.base().toString())) {
            assertThat(ann.at("state")).hasText("Connected");
            assertThat(bob.at("state")).hasText("Connected");
            Page other = ann.page().context().newPage(); // of the same browser, so of the same session
            other.navigate(Deployments.base().toString());
            assertThat(other.locator("#state")).hasText("Connected");

            Locator note = ann.page().getByLabel("Note");
            note.fill("buy <b>socks</b>");
            assertThat(bob.at("writing")).hasText("Somebody writes…");
            ann.press("Add");
            assertThat(first(bob)).hasText("buy <b>socks</b>");
            assertThat(first(ann)).hasText("buy <b>socks</b>");
            assertThat(ann.at("added")).hasText("1");
            assertThat(other.locator("#added")).hasText("1");

            note.fill(" ");
            ann.press("Add");
            assertThat(ann.at("problem")).hasText("must not be blank");

            bob.page().reload();
            ann.page().reload();
            assertThat(first(bob)).hasText("buy <b>socks</b>");
            assertThat(ann.at("added")).hasText("1");
            assertThat(bob.at("added")).hasText("0");

            assertThat(typed("notes"))
                    .satisfiesExactly(
                            nothing -> assertThat(nothing).isEmpty(),
                            all -> assertThat(all)
                                    .contains("\"text\":\"buy <b>socks</b>\"")
                                    .contains("\"text\":\"Wash socks\""),
                            refusal -> assertThat(refusal)
                                    .contains("\"status\":400")
                                    .contains("\"text\":\"must not be blank\""));
            assertThat(first(bob)).hasText("Wash socks");
        }
    }

    @Test
    @DisplayName("remembers over HTTP who was greeted")
    void session() throws Exception {
        assertThat(typed("session")).containsExactly("\"Hello, Ann!\"", "\"Hello again, Ann!\"");
    }

    private static Locator first(DemoVisit visit) {
        return visit.at("notes").locator("li").first();
    }

    /** What the commands of a page's block say, one after the other, with the address of this server. */
    private List<String> typed(String block) throws Exception {
        List<String> said = new ArrayList<>();
        for (String line : Snippets.read().text("http.sh#" + block).split("\n")) {
            String command =
                    line.replace("http://localhost:9080/", Deployments.base().toString());
            Process process = new ProcessBuilder("sh", "-c", command)
                    .directory(folder.toFile())
                    .start();
            said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(process.waitFor()).as(command).isZero();
        }
        return said;
    }
}
