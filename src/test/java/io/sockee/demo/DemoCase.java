package io.sockee.demo;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.sockee.deployments.BuiltWar;
import java.net.URL;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of the demo page share: a browser, and the WAR in development as they want it to be configured. */
@ExtendWith(ArquillianExtension.class)
abstract class DemoCase {

    private static final double PATIENCE = 60_000;
    private static DemoBrowser browser;

    @ArquillianResource
    URL url;

    /** The WAR in development, with more settings. */
    static WebArchive war(String... settings) {
        String all = "sockee.profile=dev\n" + String.join("\n", settings);
        return BuiltWar.quick("sockee.war")
                .addAsResource(new StringAsset(all), "META-INF/microprofile-config.properties");
    }

    @BeforeAll
    static void launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        browser = DemoBrowser.get();
    }

    static DemoBrowser browser() {
        return browser;
    }

    DemoVisit visit() {
        return browser.visit(url.toString());
    }
}
