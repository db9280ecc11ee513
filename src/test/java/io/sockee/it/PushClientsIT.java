package io.sockee.it;

import static io.sockee.it.PushSites.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sockee.databases.TestDatabase;
import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.SockJsClient;
import io.sockee.spec.client.SockJsClient.Way;
import io.sockee.spec.clients.NodeClients;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official clients get what websites push, and what has waited for them. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(PushSites.DEPLOYMENT)
@DisplayName("The push gateway, with the official client for")
class PushClientsIT extends PushSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.war(TestDatabase.H2);
    }

    @ParameterizedTest(name = "Node.js{0}")
    @ValueSource(strings = {"", " over the bridge, with its token in the query"})
    void nodeClient(String over) throws Exception {
        NodeClients.install();
        List<String> arguments = List.of(
                Deployments.base().toString(), SHOP, PushSites.key(SHOP), token, user, over.isEmpty() ? "" : "bridge");
        JSONObject result = NodeClients.run(over.isEmpty() ? "push" : "push-bridge", "push.js", arguments);
        String settings = "['_settings',{'device_ttl':3600}]";
        assertThat(new JsonMapper().readTree(result.toString()))
                .isEqualTo(new JsonMapper()
                        .readTree(Client.json("{'answers':['200 OK','200 OK','200 OK'],'seen':[" + settings
                                + ",['live',{'n':1.5,'text':'€\ud83d\ude00'}]," + settings
                                + ",['_batch',[['first',1],['second','2']]]," + settings + "]}")));
    }

    @Test
    @DisplayName("Java")
    void javaClient() throws InterruptedException {
        String message = "{'rooms':'" + user + "','event':'e','args':['$',{'n':[1]}]}";
        assertThat(hears("e", () -> accepts(message.replace("$", "live")))).isEqualTo("live {'n':[1]}");
        String times = "/times/" + user.substring("user_".length());
        await().until(() -> PushSites.seen(times).anyMatch(seen -> seen.body().contains("last_disconnected")));
        accepts(message.replace("$", "later"));
        assertThat(hears("_batch", () -> {})).isEqualTo("[['e','later',{'n':[1]}]]");
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource(names = {"WEBSOCKET", "XHR_STREAMING", "XHR_POLLING"})
    @DisplayName("SockJS, over the bridge")
    void sockJs(Way way) {
        String device = "sockjs by " + way;
        String message = Client.json("{'rooms':'" + user + "','event':'e','args':['$']}");
        try (SockJsClient client = bridged(way, device)) {
            accepts(message.replace("$", "acknowledged"));
            assertThat(client.next()).isEqualTo("42/shop,0[\"e\",\"acknowledged\"]");
            client.send("43/shop,0[]");
            accepts(message.replace("$", "not acknowledged"));
            assertThat(client.next()).isEqualTo("42/shop,1[\"e\",\"not acknowledged\"]");
            client.send("41/shop,", "1");
            assertThat(client.next()).isEqualTo("c[1000,\"Normal closure\"]");
        }
        try (SockJsClient client = bridged(way, device)) {
            assertThat(client.next()).isEqualTo("42/shop,0[\"_batch\",[[\"e\",\"not acknowledged\"]]]");
            client.send("43/shop,0[]", "1");
        }
    }

    private SockJsClient bridged(Way way, String device) {
        SockJsClient client = SockJsClient.open(Deployments.base(), "/sockjs", way);
        client.send("40/shop," + Client.json("{'token':'" + token + "','deviceId':'" + device + "'}"));
        assertThat(client.next()).startsWith("40/shop,{\"sid\":\"");
        assertThat(client.next()).isEqualTo("42/shop,[\"_settings\",{\"device_ttl\":3600}]");
        return client;
    }

    @Test
    @DisplayName("SockJS: nobody without a token that the website knows")
    void sockJsRefused() {
        try (SockJsClient client = SockJsClient.open(Deployments.base(), "/sockjs", Way.WEBSOCKET)) {
            client.send("40/shop,{\"token\":\"unknown\"}");
            assertThat(client.next()).isEqualTo("44/shop,{\"message\":\"Authentication failed\"}");
        }
    }

    /** Connects, does something, and returns the arguments of an event, which it acknowledges. */
    private String hears(String event, Runnable once) throws InterruptedException {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.query = "deviceId=java&token=" + PushHttp.encoded(token);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Socket socket = IO.socket(Deployments.base().resolve("/" + SHOP), options);
        socket.on(event, arguments -> {
            ((Ack) arguments[arguments.length - 1]).call();
            heard.add(List.of(arguments).subList(0, arguments.length - 1).stream()
                    .map(Object::toString)
                    .reduce((one, other) -> one + " " + other)
                    .orElse("")
                    .replace('"', '\''));
        });
        socket.on(Socket.EVENT_CONNECT, arguments -> heard.add("connected"));
        socket.on(Socket.EVENT_CONNECT_ERROR, arguments -> heard.add("refused: " + arguments[0]));
        try {
            socket.connect();
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("connected");
            once.run();
            return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
        } finally {
            socket.disconnect();
        }
    }
}
