package io.sockee.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.it.Deployments;
import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In production, which is the default, neither the page nor what answers it is there. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.DELIVERED)
@DisplayName("In production, the demo")
class DemoPageAbsentIT {

    private static final long PATIENCE_SECONDS = 20;

    /** How long an answer is waited for that must not come; present, it comes in a few milliseconds. */
    private static final long SILENCE_MILLIS = 1000;

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.delivered();
    }

    @ParameterizedTest(name = "has nothing at /{0}")
    @ValueSource(
            strings = {
                "",
                "demo/demo.js",
                "demo/index.html",
                "demo/AnswersController.java",
                "demo/chat/ChatController.java",
                "demo/push.html",
                "demo/sockjs.html",
                "sockee/demo",
                "sockee/demo/info",
                "demo/guide.html",
                "demo/docs/guide/README.md",
                "demo/website/rooms",
                "sockee/console/",
                "sockee/console/data/sockets",
                "sockee/client.d.ts",
                "sockee/schema.json",
                "sockee/openapi.json",
                "sockee/asyncapi/"
            })
    void noPage(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(404);
    }

    @Test
    @DisplayName("has no site that devices may connect to or a page sends for")
    void noSite() throws Exception {
        HttpRequest send = HttpRequest.newBuilder(URI.create(url + "demo/website/send"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(send, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
        CompletableFuture<String> refused = new CompletableFuture<>();
        Socket socket = IO.socket(URI.create(url + "demo?token=guest&deviceId=phone"));
        socket.once(Socket.EVENT_CONNECT_ERROR, error -> refused.complete(String.valueOf(error[0])));
        try {
            socket.connect();
            assertThat(refused.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("Invalid namespace");
        } finally {
            socket.disconnect();
        }
    }

    @ParameterizedTest(name = "does not answer {0}")
    @ValueSource(strings = {"example", "demo:who", "demo:chat.enter"})
    void noEvent(String event) throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        Socket socket = IO.socket(URI.create(url.toString()));
        socket.onAnyIncoming(arguments -> events.add(String.valueOf(arguments[0])));
        socket.once(
                Socket.EVENT_CONNECT,
                none -> socket.emit(event, new Object[0], new AckWithTimeout(SILENCE_MILLIS) {
                    @Override
                    public void onSuccess(Object... arguments) {
                        answered.complete(true);
                    }

                    @Override
                    public void onTimeout() {
                        answered.complete(false);
                    }
                }));
        try {
            socket.connect();
            assertThat(answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
            assertThat(events).isEmpty();
        } finally {
            socket.disconnect();
        }
    }
}
