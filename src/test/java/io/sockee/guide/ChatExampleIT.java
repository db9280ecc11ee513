package io.sockee.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sockee.guide.ChatClient.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import io.sockee.guide.vain.VainController;
import io.sockee.it.Deployments;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application of its own, with entities and users, as its own build makes it: {@code examples/chat}. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("The chat of the guide")
class ChatExampleIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleBuild.war("chat").addClass(VainController.class);
    }

    @Test
    @DisplayName("lets nobody read or write who is not logged in")
    void stranger() {
        try (ChatClient stranger = new ChatClient()) {
            assertThat(stranger.call("['join','lobby']")).isEqualTo(failed("You are not logged in."));
            assertThat(stranger.call("['say',{'room':'lobby','text':'hello'}]"))
                    .isEqualTo(failed("You are not logged in."));
            assertThat(stranger.auth("login", "stranger")).isEqualTo(failed("User not found."));
        }
    }

    @Test
    @DisplayName("tells those in the room, who read later what they missed; everybody changes their own words only")
    void chats() {
        try (ChatClient ann = ChatClient.registered("ann");
                ChatClient bob = ChatClient.registered("bob");
                ChatClient eve = ChatClient.registered("eve")) {
            ann.join("socks");
            bob.join("socks");
            String id = ann.say("socks", "helo");
            assertThat(bob.next()).startsWith("42['said',{'id':" + id + ",'room':'socks','author':'ann'");
            assertThat(bob.call("['edit',{'id':" + id + ",'text':'bye'}]"))
                    .isEqualTo(failed("That is no message of yours."));
            assertThat(ann.call("['edit',{'id':" + id + ",'text':'hello'}]")).contains("'text':'hello'");
            assertThat(bob.next()).startsWith("42['edited',{'id':" + id).contains("'text':'hello'");
            bob.say("socks", "hi");
            assertThat(eve.call("['join','socks']")).matches(".*'text':'hello'.*'text':'hi'.*");
            eve.join("shoes");
        }
    }

    @Test
    @DisplayName("knows its users over HTTP too")
    void http() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve("/api/auth/register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"hanna\",\"password\":\"secret1!\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
        try (ChatClient hanna = new ChatClient()) {
            assertThat(hanna.auth("login", "hanna")).startsWith("{'ok':true,");
        }
    }

    @Test
    @DisplayName("removes a user's words and the user in one transaction: both, or neither")
    void oneTransaction() {
        try (ChatClient lea = ChatClient.registered("lea");
                ChatClient max = ChatClient.registered("max")) {
            lea.join("attic");
            lea.say("attic", "forget me");
            assertThat(lea.call("['leave-in-vain']")).isEqualTo(failed("removed 1, in vain"));
            assertThat(max.call("['join','attic']")).contains("forget me");
            assertThat(lea.auth("login", "lea")).startsWith("{'ok':true,");

            lea.send("['leave-for-good']");
            assertThat(lea.next()).isEqualTo("41");
            max.join("attic");
            assertThat(max.auth("login", "lea")).isEqualTo(failed("User not found."));
        }
    }

    @Test
    @DisplayName("has a page on which two people register, talk, come back after a reload, and leave")
    void page() {
        try (DemoBrowser browser = DemoBrowser.launch();
                DemoVisit ida = browser.visit(Deployments.base().toString());
                DemoVisit jim = browser.visit(Deployments.base().toString())) {
            enter(ida, "ida", "Log in");
            assertThat(ida.at("status")).hasText("User not found.");
            enter(ida, "ida", "Register");
            assertThat(ida.at("status")).hasText("Logged in as ida");
            enter(jim, "jim", "Register");

            write(ida, "hello <b>jim</b>");
            assertThat(messages(jim).last()).hasText("idahello <b>jim</b>");
            write(jim, "hello ida");
            assertThat(messages(ida).last()).hasText("jimhello ida");

            ida.page().reload();
            assertThat(ida.at("status")).hasText("Logged in as ida");
            assertThat(messages(ida)).hasCount(2);
            ida.page().getByLabel("Room").fill("kitchen");
            ida.press("Join");
            assertThat(messages(ida)).hasCount(0);

            ida.press("Log out");
            assertThat(ida.at("status")).hasText("Not logged in");
            enter(ida, "ida", "Log in");
            assertThat(messages(ida)).hasCount(2);
        }
    }

    private static void enter(DemoVisit visit, String name, String button) {
        assertThat(visit.at("door")).isVisible();
        visit.page().getByLabel("Name").fill(name);
        visit.page().getByLabel("Password").fill("secret1!");
        visit.press(button);
    }

    private static void write(DemoVisit visit, String text) {
        visit.page().getByLabel("Message").fill(text);
        visit.press("Send");
    }

    private static Locator messages(DemoVisit visit) {
        return visit.at("messages").locator("li");
    }
}
