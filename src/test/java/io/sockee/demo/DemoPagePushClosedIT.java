package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.ServerLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The push page where the server asks websites at public addresses alone, and so not itself. */
@DisplayName("Where websites have to be public, the push page of the demo")
@Tag("once-on-liberty")
class DemoPagePushClosedIT extends DemoCase {

    @Deployment(testable = false)
    static WebArchive war() {
        return war("sockee.push.public-addresses-only=true");
    }

    @Test
    @DisplayName("says that there is no site for it")
    void saysSo() {
        try (DemoVisit visit = browser().visit(url + "demo/push.html")) {
            visit.expectComplaints(); // of connections that end before they were upgraded
            assertThat(visit.at("absent")).containsText("This server does not have the site “demo”");
            assertThat(visit.at("phone").locator(".state")).hasText("Refused");
            assertThat(visit.at("phone").locator(".toggle")).hasText("Connect");
            assertThat(visit.at("tablet").locator(".reason")).hasText(Pattern.compile("\\S+.*"));
        }
    }

    @Test
    @DisplayName("has its reason in the log, which is none to worry")
    void logged() {
        ServerLog.until(1, "There is no site demo", ServerLog.isLiberty() ? " I " : " INFO ");
    }

    @Test
    @DisplayName("has no website behind it")
    void noWebsite() throws IOException, InterruptedException {
        HttpRequest.Builder rooms = HttpRequest.newBuilder(URI.create(url + "demo/website/rooms"))
                .header("Authorization", "Bearer guest-1");
        assertThat(status(rooms.GET())).isEqualTo(404);
        HttpRequest.Builder send = HttpRequest.newBuilder(URI.create(url + "demo/website/send"));
        assertThat(status(send.POST(BodyPublishers.ofString("{}")))).isEqualTo(404);
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
