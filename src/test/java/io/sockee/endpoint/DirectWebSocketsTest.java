package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.endpoint.DirectWebSockets.Choice;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
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
        webSockets.add(gone);
        assertThat(before.cuts).isZero();
        gone.cut();
        webSockets.end();
        DirectChannelTest.RecordingWire late = new DirectChannelTest.RecordingWire();
        webSockets.add(webSockets.channel(late, UPGRADING));
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
        webSockets.add(webSockets.channel(before, UPGRADING));
        webSockets.failed("as a test says");
        assertThat(webSockets.areChosen()).isFalse();
        assertThat(before.givenUp).isEqualTo(1);
        DirectChannelTest.RecordingWire late = new DirectChannelTest.RecordingWire();
        webSockets.add(webSockets.channel(late, UPGRADING));
        assertThat(late.cuts).isEqualTo(1);
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
