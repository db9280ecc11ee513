package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.it.wrong.ChatRoomService;
import io.sockee.it.wrong.ChatService;
import io.sockee.it.wrong.SayActions;
import io.sockee.it.wrong.SayApplication;
import io.sockee.it.wrong.SayController;
import io.sockee.it.wrong.TwiceController;
import io.sockee.it.wrong.UnboundController;
import io.sockee.it.wrong.UnmarkedController;
import io.sockee.it.wrong.VetoedController;
import io.sockee.it.wrong.VetoedService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that cannot be: they answer 503 whatever they are asked, and the log says why. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("An application does not start")
class DeploymentErrorsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "twice", managed = false, testable = false)
    static WebArchive twice() {
        return war("twice.war").addClass(TwiceController.class);
    }

    @Deployment(name = "unbound", managed = false, testable = false)
    static WebArchive unbound() {
        return ShrinkWrap.create(WebArchive.class, "unbound.war")
                .merge(Deployments.war(Map.of("sockee.profile", "dev")))
                .addClass(UnboundController.class);
    }

    @Deployment(name = "guessable", managed = false, testable = false)
    static WebArchive guessable() throws IOException {
        Path sites = Files.createTempFile("sites", ".yml");
        Files.writeString(
                sites, "newsite:\n  authUrl: http://localhost:3000/auth\n  authScheme: Bearer\n  apiKey: 54321\n");
        sites.toFile().deleteOnExit();
        return ShrinkWrap.create(WebArchive.class, "guessable.war")
                .merge(Deployments.war(Map.of("sockee.sites.file", sites.toString())));
    }

    @Deployment(name = "forgotten", managed = false, testable = false)
    static WebArchive forgotten() {
        return war("forgotten.war").addClasses(UnmarkedController.class, VetoedController.class, VetoedService.class);
    }

    @Deployment(name = "meeting", managed = false, testable = false)
    static WebArchive meeting() {
        return war("meeting.war").addClasses(ChatService.class, ChatRoomService.class);
    }

    @Deployment(name = "bridged", managed = false, testable = false)
    static WebArchive bridged() {
        return ShrinkWrap.create(WebArchive.class, "bridged.war")
                .merge(Deployments.war(Map.of("sockee.sockjs.bridge.prefix", "/send/sockjs")));
    }

    @Deployment(name = "answered", managed = false, testable = false)
    static WebArchive answered() {
        return war("answered.war").addClasses(SayActions.class, SayController.class);
    }

    @Deployment(name = "covered", managed = false, testable = false)
    static WebArchive covered() {
        return war("covered.war").addClasses(SayActions.class, SayApplication.class);
    }

    @Deployment(name = "occupied", managed = false, testable = false)
    static WebArchive occupied() {
        return ShrinkWrap.create(WebArchive.class, "occupied.war")
                .merge(Deployments.war(Map.of("sockee.api.path", "/api/auth")))
                .addClass(SayActions.class);
    }

    @Deployment(name = "sourceless", managed = false, testable = false)
    static WebArchive sourceless() {
        return Deployments.boundTo("jdbc/absent", war("sourceless.war"));
    }

    private static WebArchive war(String name) {
        return ShrinkWrap.create(WebArchive.class, name).merge(Deployments.war(Map.of()));
    }

    @Test
    @DisplayName("when two methods answer one event: the log names both, and clients learn nothing in production")
    void twoMethods() throws Exception {
        assertThat(refused("twice", "say", "TwiceController.first", "TwiceController.second"))
                .isEqualTo("This application has not started. The server's log has the reason.\n");
    }

    @Test
    @DisplayName("when a parameter's type can be made of no JSON: in the dev profile who asks is told which")
    void unboundParameter() throws Exception {
        assertThat(refused("unbound", "UnboundController.say", "thread", "Thread"))
                .contains("This application has not started.", "UnboundController.say", "thread", "Thread");
    }

    @Test
    @DisplayName(
            "when a class has methods of controllers and is none, or is a controller or a service of SockJS and no bean: the log names them all")
    void forgottenControllers() throws Exception {
        refused(
                "forgotten",
                "UnmarkedController.say has @On, but its class is no @Controller",
                "VetoedController is a @Controller, but no bean",
                "VetoedService is a @SockJs, but no bean, so that nobody would answer at /vetoed",
                "@Vetoed");
    }

    @Test
    @DisplayName("when the key of a site can be guessed, in production: the log names file, site and field")
    void guessableKey() throws Exception {
        String page = refused("guessable", "sites", ".yml", "'apiKey'", "'newsite'", "16 characters");
        assertThat(page).doesNotContain("apiKey");
    }

    @Test
    @DisplayName("when one service of SockJS lies below another: the log names both")
    void meetingPrefixes() throws Exception {
        refused(
                "meeting",
                "The prefix /chat/room of io.sockee.it.wrong.ChatRoomService",
                "the path /chat of io.sockee.it.wrong.ChatService");
    }

    @Test
    @DisplayName("when the bridge lies below a resource: the log names the setting and the path")
    void meetingBridge() throws Exception {
        refused("bridged", "The prefix /send/sockjs of the setting sockee.sockjs.bridge.prefix", "the path /send of ");
    }

    @Test
    @DisplayName("when an action has the name of an event that a method with @On answers: the log names both")
    void answeredEvent() throws Exception {
        refused(
                "answered",
                "The event 'say.aloud' of namespace /",
                "io.sockee.it.wrong.SayActions.aloud",
                "io.sockee.it.wrong.SayController.aloud");
    }

    @Test
    @DisplayName("when an action lies where JAX-RS serves: the log names the action, its path and the other's")
    void coveredAction() throws Exception {
        refused(
                "covered",
                "The action say.aloud of io.sockee.it.wrong.SayActions.aloud",
                "is called at /api/say/aloud, where ",
                " serves /api/say: give it another name, or set sockee.api.path.");
    }

    @Test
    @DisplayName("when actions have the path of a resource: the log names the setting and who serves it")
    void occupiedPath() throws Exception {
        refused("occupied", "Actions and ", " are both served at /api/auth. Set sockee.api.path.");
    }

    /** What it answers at any address, by any method; and the last line of the start says the same. */
    private String refused(String deployment, String... words) throws Exception {
        deployer.deploy(deployment);
        try {
            ServerLog.until(1, concat(words, "has not started", "answers 503"));
            String front = page("");
            for (String path :
                    List.of("socket.io/?EIO=4&transport=polling", "send?site=a", "healthcheck", "a/b.html")) {
                assertThat(page(path)).as(path).isEqualTo(front);
            }
            HttpResponse<String> posted = HTTP.send(
                    HttpRequest.newBuilder(Deployments.base().resolve("send"))
                            .POST(HttpRequest.BodyPublishers.ofString("x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(posted.statusCode()).isEqualTo(503);
            return front;
        } finally {
            deployer.undeploy(deployment);
        }
    }

    private static String page(String path) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(Deployments.base().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        return answer.body();
    }

    private static String[] concat(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    /** WildFly does not get so far as to start the application: it finds out by itself. */
    @Test
    @DisplayName("when the data source that it is bound to is not on the server, and the log names it")
    void noDataSource() throws Exception {
        if (ServerLog.isLiberty()) {
            assertThat(refused("sourceless", "jdbc/absent")).doesNotContain("absent");
        } else {
            assertThatThrownBy(() -> deployer.deploy("sourceless")).isNotNull();
            ServerLog.until(1, "jdbc.absent");
        }
    }
}
