package io.sockee.conformance.clients;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.conformance.ClientSuite;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What the tests say in the main namespace, and what they want to hear. */
@Controller
@NonBlocking
public class ClientSuiteHandlers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] BYTES = "asdfasdf".getBytes(StandardCharsets.UTF_8);
    private static final List<String> TEXTS =
            List.of("てすと", "Я Б Г Д Ж Й", "Ä ä Ü ü ß", "utf8 — string", "utf8 — string");

    @SuppressWarnings("ArrayRecordComponent") // it is only looked at
    public record Bytes(String hello, byte[] message, String goodbye) {
        boolean areExpected() {
            return "lol".equals(hello) && message != null && "gotcha".equals(goodbye);
        }
    }

    private final Arrived arrived;

    /** For the container, which makes a proxy of this class. */
    protected ClientSuiteHandlers() {
        this(new Arrived());
    }

    @Inject
    ClientSuiteHandlers(Arrived arrived) {
        this.arrived = arrived;
    }

    @OnConnect
    public void connect(Socket socket) {
        String fail = socket.handshake().query().getOrDefault("fail", "");
        if (ClientSuite.isOn() && !fail.isEmpty()) {
            throw new RefusedException("Auth failed (main namespace)");
        }
    }

    @On("hi")
    public void hi(Socket socket) {
        socket.emit("hi");
    }

    @On("echo")
    public void echo(Arguments arguments, Ack ack) {
        ack.send(arguments);
    }

    /** Asks back. What the client has asked is never answered: of that, too, there are tests. */
    @On("ack")
    public void ack(Socket socket, Ack never) {
        socket.emitWithAck(PATIENCE, "ack").thenAccept(answer -> {
            if (answer.size() == 2
                    && answer.json(0).equals("5")
                    && Boolean.TRUE.equals(answer.get(1, Map.class).get("test"))) {
                socket.emit("got it");
            }
        });
    }

    @On("getAckDate")
    public void ackDate(Ack ack) {
        ack.send(now());
    }

    @On("getDate")
    public void date(Socket socket) {
        socket.emit("takeDate", now());
    }

    @On("getDateObj")
    public void dateObject(Socket socket) {
        socket.emit("takeDateObj", Map.of("date", now()));
    }

    @On("getUtf8")
    public void utf8(Socket socket) {
        TEXTS.forEach(text -> socket.emit("takeUtf8", text));
    }

    @On("false")
    public void no(Socket socket) {
        socket.emit("false", false);
    }

    @On("doge")
    public void doge(Socket socket) {
        socket.emit("doge", (Object) BYTES);
    }

    @On("getbin")
    public void binary(Socket socket) {
        socket.emit("takebin", (Object) BYTES);
    }

    @On("buffa")
    public void buffer(Socket socket, byte[] bytes) {
        socket.emit("buffack");
    }

    @On("blob")
    public void blob(Socket socket, byte[] bytes) {
        socket.emit("back");
    }

    @On("jsonbuff")
    public void jsonBuffer(Socket socket, Bytes bytes) {
        if (bytes.areExpected()) {
            socket.emit("jsonbuff-ack");
        }
    }

    @On("jsonblob")
    public void jsonBlob(Socket socket, Bytes bytes) {
        if (bytes.areExpected()) {
            socket.emit("jsonblob-ack");
        }
    }

    @On("abuff1")
    public void firstBuffer(byte[] bytes) {
        arrived.note("abuff1");
    }

    @On("abuff2")
    public void secondBuffer(Socket socket) {
        if (arrived.has("abuff1")) {
            socket.emit("abuff2-ack");
        }
    }

    @On("blob1")
    public void firstBlob(byte[] bytes) {
        arrived.note("blob1");
    }

    @On("blob2")
    public void secondBlob(String second) {
        if (second.equals("second") && arrived.has("blob1")) {
            arrived.note("blob2");
        }
    }

    @On("blob3")
    public void thirdBlob(Socket socket, byte[] bytes) {
        if (arrived.has("blob1", "blob2")) {
            socket.emit("blob3-ack");
        }
    }

    @On("getHandshake")
    public void handshake(Socket socket, Ack ack) {
        ack.send(Shown.of(socket.handshake()));
    }

    @On("getId")
    public void id(Socket socket, Ack ack) {
        ack.send(socket.id());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
