package io.sockee.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sockee.guide.ChatClient.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import io.sockee.guide.vain.VainController;
import io.sockee.it.Deployments;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
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
        try (ChatClient ann = ChatClient.registered("chatAnn");
                ChatClient bob = ChatClient.registered("chatBob");
                ChatClient eve = ChatClient.registered("chatEve")) {
            ann.join("socks");
            bob.join("socks");
            String id = ann.say("socks", "helo");
            assertThat(bob.next()).startsWith("42['said',{'id':" + id + ",'room':'socks','author':'chatAnn'");
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
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"chatHanna\",\"password\":\"secret1!\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
        try (ChatClient hanna = new ChatClient()) {
            assertThat(hanna.auth("login", "chatHanna")).startsWith("{'ok':true,");
        }
    }

    @Test
    @DisplayName("removes a user's words and the user in one transaction: both, or neither")
    void oneTransaction() {
        try (ChatClient lea = ChatClient.registered("chatLea");
                ChatClient max = ChatClient.registered("chatMax")) {
            lea.join("attic");
            lea.say("attic", "forget me");
            assertThat(lea.call("['leave-in-vain']")).isEqualTo(failed("removed 1, in vain"));
            assertThat(max.call("['join','attic']")).contains("forget me");
            assertThat(lea.auth("login", "chatLea")).startsWith("{'ok':true,");

            lea.send("['leave-for-good']");
            assertThat(lea.next()).isEqualTo("41");
            max.join("attic");
            assertThat(max.auth("login", "chatLea")).isEqualTo(failed("User not found."));
        }
    }

    @Test
    @DisplayName("has a page on which two people register, talk, come back after a reload, and leave")
    void page() {
        DemoBrowser browser = DemoBrowser.get();
        try (DemoVisit ida = browser.visit(Deployments.base().toString());
                DemoVisit jim = browser.visit(Deployments.base().toString())) {
            enter(ida, "chatIda", "Log in");
            assertThat(ida.at("status")).hasText("User not found.");
            enter(ida, "chatIda", "Register");
            assertThat(ida.at("status")).hasText("Logged in as chatIda");
            enter(jim, "chatJim", "Register");

            write(ida, "hello <b>chatJim</b>");
            assertThat(messages(jim).last()).hasText("chatIdahello <b>chatJim</b>");
            write(jim, "hello chatIda");
            assertThat(messages(ida).last()).hasText("chatJimhello chatIda");

            ida.page().reload();
            assertThat(ida.at("status")).hasText("Logged in as chatIda");
            assertThat(messages(ida)).hasCount(2);
            ida.page().getByLabel("Room").fill("kitchen");
            ida.press("Join");
            assertThat(messages(ida)).hasCount(0);

            ida.press("Log out");
            assertThat(ida.at("status")).hasText("Not logged in");
            enter(ida, "chatIda", "Log in");
            assertThat(messages(ida)).hasCount(2);
        }
    }

    @Test
    @DisplayName("has a page that shows what is said in a room before the answer to joining it has come")
    void joins() {
        List<Runnable> answers = new ArrayList<>();
        AtomicBoolean holds = new AtomicBoolean();
        try (ChatClient joe = ChatClient.registered("chatJoe");
                DemoVisit kim = DemoBrowser.get().visit(Deployments.base().toString())) {
            kim.page().routeWebSocket(Pattern.compile("/socket\\.io/"), client -> {
                WebSocketRoute server = client.connectToServer();
                server.onMessage(frame -> {
                    boolean answer = holds.get() && String.valueOf(frame.text()).startsWith("43");
                    if (answer) {
                        answers.add(() -> client.send(frame.text()));
                    } else {
                        client.send(frame.text());
                    }
                });
            });
            kim.page().reload();
            enter(kim, "chatKim", "Register");
            assertThat(kim.at("status")).hasText("Logged in as chatKim");
            kim.page().waitForFunction("() => room === 'lobby' && socket.io.engine.transport.name === 'websocket'");
            holds.set(true);
            kim.page().getByLabel("Room").fill("corridor");
            kim.press("Join");
            kim.page().waitForCondition(() -> !answers.isEmpty());
            kim.page().evaluate("() => { socket.once('said', () => { window.heard = true; }); }");
            joe.join("corridor");
            joe.say("corridor", "who is there?");
            kim.page().waitForFunction("() => window.heard");
            answers.forEach(Runnable::run);
            assertThat(messages(kim)).hasText("chatJoewho is there?");
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
