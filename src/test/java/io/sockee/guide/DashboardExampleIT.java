package io.sockee.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

/** The dashboard, as its own build makes it: {@code examples/dashboard}. */
@Tag("once-on-liberty")
@ExtendWith(ArquillianExtension.class)
@DisplayName("The example of a dashboard")
class DashboardExampleIT {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)? .*");

    private static final String COLOURED = """
            canvas => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.some((red, i) => i % 4 === 0 && data[i + 3] > 200 && red > data[i + 2] + 60);
            }
            """;

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleBuild.war("dashboard");
    }

    @Test
    @DisplayName("has a page whose charts go on by themselves, for the channels that are chosen")
    void page() {
        try (DemoVisit visit = DemoBrowser.get().visit(Deployments.base().toString())) {
            Locator charts = visit.at("charts").locator("article");
            assertThat(charts.locator("h2")).hasText(new String[] {"Oven", "Press", "Mill"});
            assertThat(charts.locator("canvas")).hasCount(3);
            Locator value = charts.first().locator("output");
            assertThat(value).hasText(NUMBER);
            String before = value.textContent();
            assertThat(value).not().hasText(before);

            assertThat(charts.first().locator("canvas").evaluate(COLOURED).equals(true))
                    .as("the line has the colour of the page, not the canvas's black")
                    .isTrue();

            visit.page().getByLabel("Mill, vibration").check();
            assertThat(charts.last().locator("h2")).hasText("Mill, vibration");
            assertThat(charts.last().locator("output")).hasText(NUMBER);

            for (String channel : new String[] {"Oven", "Press", "Mill", "Mill, vibration"}) {
                visit.page()
                        .getByLabel(channel, new Page.GetByLabelOptions().setExact(true))
                        .uncheck();
            }
            assertThat(charts).hasCount(0);
            assertThat(visit.at("none")).isVisible();
            assertThat(visit.at("state").textContent()).isEqualTo("Connected");
        }
    }
}
