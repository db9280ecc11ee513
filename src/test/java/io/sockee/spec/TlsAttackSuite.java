package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.ClientHello;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Innocents;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SlowBodies;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks on a server's own TLS and beneath it, and innocent clients beside them who use it. */
@DisplayName("Attacks on TLS")
public abstract class TlsAttackSuite {
    private static final int ATTACKERS = 150;

    /** Of those for each of whom the server has to sign something: what that costs is no fault of its own. */
    private static final int COSTLY = 20;

    private static final Duration END = Duration.ofSeconds(30);

    private static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    /** The server's address, {@code https://host:port/}. */
    protected abstract URI base();

    /** How many descriptors the server's process has open. */
    protected abstract int descriptors();

    private Innocents innocents;
    private int before;

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    /** The port of TLS, with no TLS spoken. */
    private Endpoint beneath() {
        return new Endpoint(URI.create(base().toString().replace("https:", "http:")), "/");
    }

    private static byte[] garbage() {
        byte[] bytes = new byte[500];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void standBy() {
        innocents = Innocents.at(endpoint());
        before = descriptors();
    }

    @AfterEach
    void nothingIsLeft() {
        innocents.assertUndisturbed();
        innocents.close();
        await().atMost(END).until(() -> descriptors() < before + COSTLY);
    }

    /** How clients begin that never come to an end. */
    enum Beginning {
        NOTHING,
        HALF_A_HELLO,
        A_HELLO,
        GARBAGE,
        NO_TLS;

        byte[] bytes() {
            byte[] hello = ClientHello.bytes();
            return switch (this) {
                case NOTHING -> new byte[0];
                case HALF_A_HELLO -> Arrays.copyOf(hello, hello.length / 2);
                case A_HELLO -> hello;
                case GARBAGE -> garbage();
                case NO_TLS -> "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("handshakes that do not end hold nobody up")
    void handshakes(Beginning beginning) {
        List<RawHttp> clients = new ArrayList<>();
        try {
            byte[] bytes = beginning.bytes();
            int count = beginning == Beginning.A_HELLO ? COSTLY : ATTACKERS;
            for (int i = 0; i < count; i++) {
                clients.add(RawHttp.connect(beneath()).writeBeneath(bytes));
            }
            innocents.assertUndisturbed();
        } finally {
            clients.forEach(RawHttp::reset);
        }
    }

    @Test
    @DisplayName("bodies that trickle in hold nobody up, and are given up")
    void slowBodies() {
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < ATTACKERS / 2; i++) {
            queries.add(new EngineHttp(endpoint()).open().query());
        }
        try (SlowBodies posts = SlowBodies.of(endpoint(), queries);
                SlowBodies logins = SlowBodies.of(endpoint().at("/api/auth/login"), Collections.nCopies(75, ""))) {
            innocents.assertUndisturbed();
            await().atMost(END).until(() -> posts.over() == queries.size() && logins.over() == 75);
        }
    }

    /** How clients break off. */
    enum End {
        RESET(RawHttp::reset),
        WITHOUT_FAREWELL(RawHttp::cut),
        GARBAGE(http -> http.writeBeneath(garbage())),
        HALF_A_RECORD_AND_RESET(http -> {
            http.writeBeneath(new byte[] {0x17, 3, 3, 0x10, 0, 1, 2, 3});
            http.reset();
        });

        private final Consumer<RawHttp> end;

        End(Consumer<RawHttp> end) {
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("clients that break off in a handshake, a poll or an upgrade leave nothing behind")
    void ends(End end) {
        byte[] hello = ClientHello.bytes();
        for (int i = 0; i < COSTLY; i++) {
            end.end.accept(RawHttp.connect(beneath()).writeBeneath(hello));
            end.end.accept(RawHttp.connect(endpoint()).head("GET", "EIO=4&transport=websocket", UPGRADE));
            if (i % 5 == 0) { // of a poll that waits, some servers notice it only when they next answer
                String session = new EngineHttp(endpoint()).open().query();
                end.end.accept(RawHttp.connect(endpoint()).head("GET", session));
            }
        }
    }

    @Test
    @DisplayName("garbage beneath a WebSocket ends it")
    void garbageBeneath() {
        for (int i = 0; i < 20; i++) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.raw().writeBeneath(garbage());
                assertThat(socket.silentEnding().packets()).isEmpty();
            }
        }
    }
}
