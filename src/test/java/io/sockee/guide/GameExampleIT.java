package io.sockee.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import io.sockee.it.Deployments;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The game, as its own build makes it: {@code examples/game}. */
@Tag("once-on-wildfly")
@ExtendWith(ArquillianExtension.class)
@DisplayName("The example of a game")
class GameExampleIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleBuild.war("game");
    }

    @Test
    @DisplayName("has a page on which two players see each other move, and go")
    void page() {
        DemoBrowser browser = DemoBrowser.get();
        try (DemoVisit ann = browser.visit(Deployments.base().toString())) {
            ann.press("Play");
            assertThat(ann.at("problem")).hasText("must not be blank");
            enter(ann, "Ann");
            try (DemoVisit bob = browser.visit(Deployments.base().toString())) {
                enter(bob, "Bob");
                assertThat(player(bob, "Ann")).hasAttribute("data-x", "500");

                ann.page().keyboard().down("ArrowRight");
                assertThat(player(bob, "Ann")).hasAttribute("data-x", "984");
                ann.page().keyboard().up("ArrowRight");

                bob.at("field").click(); // its middle: where Bob is already
                bob.at("field")
                        .click(new Locator.ClickOptions().setPosition(5, 5).setForce(true));
                assertThat(player(ann, "Bob")).hasAttribute("data-x", Pattern.compile("\\d\\d?"));
            }
            assertThat(ann.at("players").locator("li")).hasCount(1);
        }
    }

    private static void enter(DemoVisit visit, String name) {
        visit.page().getByLabel("Name").fill(name);
        visit.press("Play");
        assertThat(visit.at("door")).isHidden();
        assertThat(player(visit, name)).isVisible();
    }

    private static Locator player(DemoVisit visit, String name) {
        return visit.at("players").locator("li").filter(new Locator.FilterOptions().setHasText(name));
    }
}
