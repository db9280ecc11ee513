package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that disconnects its client right after it has sent it something: the client gets all of it, learns that the
 * server wanted it so, and does not come back. The server has the namespace {@code /farewell}, whose events {@code part},
 * {@code part-at-once} and {@code leave} make it emit so many {@code word} and go.
 */
@DisplayName("A disconnect by the server")
public abstract class FarewellSuite {
    private static final int EVENTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    @ParameterizedTest(name = "leaves nothing out for {0} by {1}, after {2}")
    @CsvSource({
        "socket.io-client, POLLING, part",
        "socket.io-client, POLLING, part-at-once",
        "socket.io-client, POLLING, leave",
        "socket.io-client, UPGRADE, part",
        "socket.io-client, UPGRADE, part-at-once",
        "socket.io-client, WEBSOCKET, part",
        "socket.io-client-3, POLLING, part",
        "socket.io-client-3, UPGRADE, part",
        "socket.io-client-3, WEBSOCKET, part-at-once"
    })
    void javaScript(String module, ClientTransport transport, String event) throws JSONException {
        int clients = 120;
        JSONObject seen = NodeClients.run(
                "farewell-" + module + "-" + transport + "-" + event,
                "farewell.js",
                List.of(
                        base().toString(),
                        module,
                        transport.name().toLowerCase(java.util.Locale.ROOT),
                        Integer.toString(clients),
                        "12",
                        event));
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getJSONObject("reasons")).hasToString("{\"io server disconnect\":" + clients + "}");
        assertThat(seen.getInt("whole")).isEqualTo(clients);
        assertThat(seen.getInt("cameBack")).isZero();
    }

    @ParameterizedTest(name = "leaves nothing out for the Java client by {0}")
    @EnumSource
    void java(ClientTransport transport) throws Exception {
        for (int round = 0; round < 40; round++) {
            IO.Options options = new IO.Options();
            options.forceNew = true;
            options.reconnectionDelay = 1;
            options.transports = transport.names();
            options.upgrade = transport == ClientTransport.UPGRADE;
            Socket socket = IO.socket(base().resolve("farewell"), options);
            List<Object> words = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger comebacks = new AtomicInteger();
            CompletableFuture<Object> reason = new CompletableFuture<>();
            socket.on("word", word -> words.add(word[0]));
            socket.on("disconnect", told -> reason.complete(told[0]));
            socket.on("connect_error", error -> reason.complete("refused: " + error[0]));
            socket.io().on(Manager.EVENT_RECONNECT_ATTEMPT, attempt -> comebacks.incrementAndGet());
            socket.on("connect", nothing -> socket.emit("part", EVENTS));
            socket.connect();
            assertThat(reason.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("io server disconnect");
            assertThat(words).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
            assertThat(comebacks).hasValue(0);
            socket.disconnect();
        }
    }

    /** They also get an echo and an ack before, with binary arguments. */
    @ParameterizedTest(name = "leaves nothing out for the Python client by {0}, after {1}, with its serializer {2}")
    @CsvSource({
        "POLLING, part, default",
        "UPGRADE, part-at-once, default",
        "WEBSOCKET, leave, default",
        "POLLING, part-at-once, msgpack",
        "UPGRADE, part, msgpack",
        "WEBSOCKET, leave, msgpack"
    })
    void python(ClientTransport transport, String event, String serializer) throws JSONException {
        PythonClients.check();
        JSONObject seen = PythonClients.farewell(base(), transport, 20, event, serializer);
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getInt("clients")).isEqualTo(20);
    }

    /** The client has stopped polling, and waits for the rest on the WebSocket. */
    @ParameterizedTest(name = "between 3probe and 5, which comes after {0} ms, leaves nothing out")
    @ValueSource(ints = {0, 20, 100, 300})
    void whileUpgrading(int millis) {
        Endpoint endpoint = Endpoint.socketIo(base());
        EngineHttp.Session session = new EngineHttp(endpoint).open();
        session.post("40/farewell,");
        assertThat(session.next()).startsWith("40/farewell,{\"sid\":");
        try (RawWebSocket socket = RawWebSocket.to(endpoint, "EIO=4&transport=websocket&sid=" + session.sid())
                .open()) {
            socket.text("2probe");
            assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text("3probe"));
            session.post("42/farewell,[\"part-at-once\"," + EVENTS + "]");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)); // the subject of the test
            socket.text("5");
            List<Frame> frames = new ArrayList<>();
            Frame frame = socket.next(PATIENCE);
            while (frame instanceof Frame.Text) {
                frames.add(frame);
                frame = socket.next(PATIENCE);
            }
            List<Frame> expected = new ArrayList<>();
            IntStream.range(0, EVENTS).forEach(i -> expected.add(new Frame.Text("42/farewell,[\"word\"," + i + "]")));
            expected.add(new Frame.Text("41/farewell,"));
            assertThat(frames).isEqualTo(expected);
            assertThat(frame).isEqualTo(new Frame.Close(1000, "forced server close"));
        }
    }
}
