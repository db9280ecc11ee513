package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.push.WebsiteServer;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The push gateway from end to end. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("The push gateway")
class PushSmokeIT {
    private static final WebsiteServer WEBSITE = new WebsiteServer();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                "sockee.profile", "dev",
                "SITE_NAME", "shop",
                "AUTH_URL", WEBSITE.url("/auth"),
                "AUTH_SCHEME", "Bearer",
                "API_KEY", "0123456789abcdef",
                "USER_ROOM_PREFIX", "user_"));
    }

    @AfterAll
    static void stop() {
        WEBSITE.close();
    }

    private static EngineSocket connect(String device) {
        RawWebSocket.Request request = RawWebSocket.to(
                Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket&token=t&deviceId=" + device);
        EngineSocket socket = EngineSocket.open(request);
        socket.handshake();
        return socket.send("40/shop,");
    }

    private static String post(String body) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Deployments.base().resolve("/send?site=shop&apiKey=0123456789abcdef"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Client.json(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Test
    @DisplayName("delivers what a website posts, now and later")
    void pushes() throws Exception {
        WEBSITE.page(200, "[\"user_8\",\"staff\"]");
        try (EngineSocket phone = connect("phone")) {
            assertThat(phone.next()).startsWith("40/shop,{\"sid\":");
            assertThat(phone.next()).isEqualTo("42/shop,[\"_settings\",{\"device_ttl\":3600}]");
            assertThat(post("{'rooms':'user_8','event':'a','args':[1]}")).isEqualTo("200 OK");
            assertThat(phone.next()).isEqualTo("42/shop,0[\"a\",1]");
            phone.send("43/shop,0[]");
        }
        assertThat(post("{'rooms':['staff'],'event':'b'}")).isEqualTo("200 OK");
        try (EngineSocket phone = connect("phone")) {
            assertThat(phone.next()).startsWith("40/shop,{\"sid\":");
            assertThat(phone.next()).isEqualTo("42/shop,[\"_settings\",{\"device_ttl\":3600}]");
            assertThat(phone.next()).isEqualTo("42/shop,0[\"_batch\",[[\"b\"]]]");
        }
    }
}
