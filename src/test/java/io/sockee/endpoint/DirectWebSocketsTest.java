package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.ManualTimers;
import io.sockee.endpoint.DirectWebSockets.Choice;
import io.sockee.engineio.EngineServer;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a server that is not known")
class DirectWebSocketsTest {
    private static final ServletContext SERVER = (ServletContext) Proxy.newProxyInstance(
            ServletContext.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> {
                throw new AssertionError("not asked");
            });

    private static final DirectWebSockets.Framing FRAMING = new DirectWebSockets.Framing(null, frames -> {});

    private static final Upgrading UPGRADING = UpgradesOfTests.upgrading();

    @Test
    @DisplayName("the server's own WebSockets serve")
    void standard() {
        assertThat(DirectWebSockets.on(SERVER, Choice.AUTO, FRAMING).areChosen())
                .isFalse();
        assertThat(DirectWebSockets.on(SERVER, Choice.STANDARD, FRAMING).areChosen())
                .isFalse();
    }

    @Test
    @DisplayName("a WebSocket that is opened when all have been ended is ended at once")
    void late() {
        DirectWebSockets webSockets = DirectWebSockets.on(SERVER, Choice.STANDARD, FRAMING);
        DirectChannelTest.RecordingWire before = new DirectChannelTest.RecordingWire();
        DirectChannel gone = webSockets.channel(before, UPGRADING);
        webSockets.add(gone, gone::cut);
        assertThat(before.cuts).isZero();
        gone.cut();
        webSockets.end();
        DirectChannelTest.RecordingWire late = new DirectChannelTest.RecordingWire();
        webSockets.add(webSockets.channel(late, UPGRADING), () -> {});
        assertThat(late.cuts).isEqualTo(1);
    }

    @Test
    @DisplayName("others are refused where they are demanded")
    void direct() {
        assertThatThrownBy(() -> DirectWebSockets.on(SERVER, Choice.DIRECT, FRAMING))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("neither Open Liberty nor WildFly");
    }

    @Test
    @DisplayName("a WebSocket that is open when the self-test fails is ended, and so is one that comes later")
    void failed() {
        DirectWebSockets webSockets = new UpgradesOfTests().webSockets(Choice.AUTO);
        DirectChannelTest.RecordingWire before = new DirectChannelTest.RecordingWire();
        DirectChannel channel = webSockets.channel(before, UPGRADING);
        AtomicInteger told = new AtomicInteger();
        webSockets.add(channel, () -> {
            told.incrementAndGet();
            channel.cut();
        });
        webSockets.failed("as a test says");
        assertThat(told).as("its session is told").hasValue(1);
        assertThat(before.cuts).isEqualTo(1);
        assertThat(webSockets.areChosen()).isFalse();
        assertThat(before.givenUp).isEqualTo(1);
        DirectChannelTest.RecordingWire late = new DirectChannelTest.RecordingWire();
        webSockets.add(webSockets.channel(late, UPGRADING), () -> {});
        assertThat(late.cuts).isEqualTo(1);
    }

    /** As on WildFly: to give up is to end at once, and nobody reads on. */
    private static final class EndingWire extends DirectChannelTest.RecordingWire {
        @Nullable
        DirectChannel channel;

        @Override
        public void giveUp() {
            channel.cut();
        }
    }

    private static void open(DirectWebSockets webSockets, List<String> ends, Consumer<Runnable> opens) {
        EngineServer server = new EngineServer(
                DirectSocketTest.SETTINGS,
                new ManualTimers(),
                Runnable::run,
                () -> "sid",
                session -> new Ends(ends),
                new Unobserved() {});
        EndingWire wire = new EndingWire();
        Upgrading upgrading = Upgradings.of(server);
        DirectChannel channel = webSockets.channel(wire, upgrading);
        wire.channel = channel;
        DirectSocket socket = new DirectSocket(channel, upgrading, false);
        webSockets.begin(channel, socket, () -> opens.accept(socket::open));
    }

    private record Ends(List<String> reasons) implements ConnectionListener {
        @Override
        public void onText(String text, int from) {}

        @Override
        public void onBinary(byte[] bytes) {}

        @Override
        public void onClose(CloseReason reason) {
            reasons.add(reason.text());
        }
    }

    @Test
    @DisplayName("a session is told at once when the self-test fails, and not at its next ping")
    void failedSession() {
        DirectWebSockets webSockets = new UpgradesOfTests().webSockets(Choice.AUTO);
        List<String> ends = new ArrayList<>();
        open(webSockets, ends, Runnable::run);
        assertThat(ends).isEmpty();
        webSockets.failed("as a test says");
        assertThat(ends).containsExactly("transport error");
    }

    @Test
    @DisplayName("so is one that is being opened at that moment")
    void failedWhileOpening() {
        DirectWebSockets webSockets = new UpgradesOfTests().webSockets(Choice.AUTO);
        List<String> ends = new ArrayList<>();
        open(webSockets, ends, opens -> {
            webSockets.failed("as a test says");
            opens.run();
        });
        assertThat(ends).containsExactly("transport error");
    }

    @Test
    @DisplayName("one that cannot be ended does not keep the others")
    void failedWithErrors() {
        DirectWebSockets webSockets = new UpgradesOfTests().webSockets(Choice.AUTO);
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            EndingWire wire = new EndingWire();
            wire.channel = webSockets.channel(wire, UPGRADING);
            webSockets.add(wire.channel, () -> {
                told.incrementAndGet();
                throw new NoClassDefFoundError("a test's");
            });
        }
        webSockets.failed("as a test says");
        assertThat(told).hasValue(2);
    }

    @Test
    @DisplayName("a connection of an unknown kind has the server's own WebSockets serve, unless others are demanded")
    void notKnown() {
        DirectWebSockets webSockets = new UpgradesOfTests().webSockets(Choice.AUTO);
        webSockets.notKnown("a connection", new ClassCastException());
        assertThat(webSockets.areChosen()).isFalse();
        DirectWebSockets demanded = new UpgradesOfTests().webSockets(Choice.DIRECT);
        demanded.notKnown("a connection", new ClassCastException());
        assertThat(demanded.areChosen()).isTrue();
    }
}
