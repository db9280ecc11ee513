package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.connection.ManualTimers;
import io.sockee.endpoint.DirectWebSockets;
import io.sockee.endpoint.DirectWebSockets.Choice;
import io.sockee.endpoint.UpgradesOfTests;
import io.sockee.selftest.ScriptedPeer;
import io.sockee.selftest.ScriptedPeer.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What follows from the self-test; what it tries, the tests of its client tell. */
@DisplayName("The self-test at the start")
@Timeout(60)
class SelfTestTest {
    private static final SelfTest.Pauses SHORT =
            new SelfTest.Pauses(List.of(Duration.ofMillis(1), Duration.ofMillis(1)), Duration.ofMillis(1));

    private final UpgradesOfTests upgrades = new UpgradesOfTests();
    private final AtomicReference<List<HttpAddress>> addresses = new AtomicReference<>(List.of());
    private final AtomicInteger asked = new AtomicInteger();
    private final ManualTimers timers = new ManualTimers();

    private SelfTest test(DirectWebSockets webSockets) {
        Supplier<List<HttpAddress>> known = () -> {
            asked.incrementAndGet();
            return addresses.get();
        };
        return new SelfTest(webSockets, known, "", timers, Runnable::run, Runnable::run, SHORT);
    }

    private DirectWebSockets after(Fault fault, Choice choice) throws IOException {
        DirectWebSockets webSockets = upgrades.webSockets(choice);
        try (ScriptedPeer server = new ScriptedPeer(fault)) {
            addresses.set(List.of(new HttpAddress("localhost", server.port(), false)));
            test(webSockets).run();
        }
        return webSockets;
    }

    @Test
    @DisplayName("leaves framing of our own in use when it passes")
    void passes() throws IOException {
        assertThat(after(Fault.NONE, Choice.AUTO).areChosen()).isTrue();
        assertThat(timers.size()).as("timers that wait").isZero();
    }

    @Test
    @DisplayName("has the server's own WebSockets serve when it fails")
    void fails() throws IOException {
        assertThat(after(Fault.NO_PONG, Choice.AUTO).areChosen()).isFalse();
    }

    @Test
    @DisplayName("changes nothing where framing of our own is demanded")
    void demanded() throws IOException {
        assertThat(after(Fault.NO_PONG, Choice.DIRECT).areChosen()).isTrue();
    }

    @Test
    @DisplayName("has failed when the same step has taken too long in each try")
    void tooLong() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        try (ScriptedPeer server = new ScriptedPeer(Fault.STAYS_OPEN)) {
            addresses.set(List.of(new HttpAddress("localhost", server.port(), false)));
            Thread thread = new Thread(test(webSockets));
            thread.start();
            for (int tries = 1; tries <= 3; tries++) {
                server.awaitSilence();
                assertThat(webSockets.areChosen()).isTrue();
                timers.pass(61_000);
            }
            thread.join();
        }
        assertThat(webSockets.areChosen()).isFalse();
    }

    @Test
    @DisplayName("tries again what was inconclusive, such as a connection that breaks")
    void again() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        try (ScriptedPeer server = new ScriptedPeer(Fault.ENDS_AT_ONCE, 2)) {
            addresses.set(List.of(new HttpAddress("localhost", server.port(), false)));
            test(webSockets).run();
            assertThat(server.connections()).isEqualTo(4);
        }
        assertThat(webSockets.areChosen()).isTrue();
    }

    @Test
    @DisplayName("fails when a connection breaks at the same step in each try")
    void breaks() throws IOException {
        assertThat(after(Fault.ENDS_AT_ONCE, Choice.AUTO).areChosen()).isFalse();
    }

    @Test
    @DisplayName("tries each address of the server, and fails if one of them does")
    void eachAddress() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        try (ScriptedPeer good = new ScriptedPeer(Fault.NONE);
                ScriptedPeer bad = new ScriptedPeer(Fault.NO_PONG)) {
            addresses.set(List.of(
                    new HttpAddress("localhost", good.port(), false), new HttpAddress("localhost", bad.port(), false)));
            test(webSockets).run();
        }
        assertThat(webSockets.areChosen()).isFalse();
    }

    @Test
    @DisplayName("goes on where something else answers, as the server may do until the application is there")
    void notYet() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        try (ScriptedPeer server = new ScriptedPeer(Fault.NOT_FOUND, 1)) {
            addresses.set(List.of(new HttpAddress("localhost", server.port(), false)));
            test(webSockets).run();
            assertThat(server.connections()).isEqualTo(3);
        }
        assertThat(webSockets.areChosen()).isTrue();
    }

    @Test
    @DisplayName("has not failed by a fault of its own")
    void ownFault() {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        new SelfTest(
                        webSockets,
                        () -> {
                            throw new NoClassDefFoundError("a test's");
                        },
                        "",
                        timers,
                        Runnable::run,
                        Runnable::run,
                        SHORT)
                .run();
        assertThat(webSockets.areChosen()).isTrue();
    }

    @Test
    @DisplayName("is over with the application also while it waits for an answer")
    void endedWithin() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        try (ScriptedPeer server = new ScriptedPeer(Fault.STAYS_OPEN)) {
            addresses.set(List.of(new HttpAddress("localhost", server.port(), false)));
            SelfTest test = test(webSockets);
            Thread thread = new Thread(test);
            thread.start();
            server.awaitSilence();
            test.end();
            thread.join();
            assertThat(server.connections()).isEqualTo(2);
        }
        assertThat(webSockets.areChosen()).isTrue();
    }

    @Test
    @DisplayName("waits for a server that does not listen yet, and is over with the application")
    void ended() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        SelfTest test = test(webSockets);
        Thread thread = new Thread(test);
        thread.start();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            taken.close();
            addresses.set(List.of(new HttpAddress("localhost", port, false)));
            int before = asked.get();
            await().until(() -> asked.get() > before + 1); // so it has tried that address
        }
        test.end();
        thread.join();
        assertThat(webSockets.areChosen()).isTrue();
    }

    @Test
    @DisplayName("lets nobody in without its secret, and nobody at all when it is over")
    void secret() throws Exception {
        DirectWebSockets webSockets = upgrades.webSockets(Choice.AUTO);
        AtomicReference<String> target = new AtomicReference<>("");
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            addresses.set(List.of(new HttpAddress("localhost", server.getLocalPort(), false)));
            SelfTest test = test(webSockets);
            Thread thread = new Thread(test);
            thread.start();
            try (var connection = server.accept()) {
                String line = new java.util.Scanner(connection.getInputStream()).nextLine();
                target.set(line.split(" ")[1]);
                String query = target.get().substring(target.get().indexOf('?') + 1);
                assertThat(isLetIn(test, query)).isTrue();
                assertThat(isLetIn(test, query.substring(1))).isFalse();
                assertThat(isLetIn(test, null)).isFalse();
                assertThat(isLetIn(test, "websockets=")).isFalse();
                test.end();
            }
            thread.join();
            assertThat(isLetIn(test, target.get().substring(target.get().indexOf('?') + 1)))
                    .isFalse();
        }
        assertThat(webSockets.areChosen()).isTrue();
    }

    private boolean isLetIn(SelfTest test, String query) throws Exception {
        int[] passedOn = new int[1];
        int before = upgrades.count();
        test.doFilter(
                stub(HttpServletRequest.class, query),
                stub(HttpServletResponse.class, ""),
                (request, response) -> passedOn[0]++);
        assertThat(passedOn[0] + upgrades.count() - before).isEqualTo(1);
        return passedOn[0] == 0;
    }

    private static <T> T stub(Class<T> type, String query) {
        return type.cast(Proxy.newProxyInstance(
                SelfTestTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getQueryString" -> query;
                    case "getHeader" -> "dGhlIHNhbXBsZSBub25jZQ==";
                    case "getRequestURI" -> "/healthcheck";
                    case "getRemoteAddr" -> "127.0.0.1";
                    default -> null;
                }));
    }
}
