package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a controller is found at the start and named. */
class ControllerScanTest {

    @Controller(namespace = "chat")
    public static class BadNamespace {}

    @Controller(namespace = "/a,b")
    public static class CommaNamespace {}

    public static class Hidden {
        @On("e")
        void hidden() {}
    }

    public static class Two {
        @On("e")
        @OnConnect
        public void two() {}
    }

    public static class Static {
        @On("e")
        public static void fixed() {}
    }

    public static class NoName {
        @On({})
        public void none() {}
    }

    public static class EmptyName {
        @On("")
        public void empty() {}
    }

    public static class Reserved {
        @On("disconnect")
        public void left() {}
    }

    public static class Both {
        @On("e")
        public String both(Ack ack) {
            return "";
        }
    }

    public static class Reason {
        @On("e")
        public void reason(DisconnectReason reason) {}
    }

    public static class Twice {
        @On({"e", "e"})
        public void twice() {}
    }

    public static class TwoAuths {
        @OnConnect
        public void connect(String a, Socket socket, String b) {}
    }

    public static class ConnectAck {
        @OnConnect
        public void connect(Ack ack) {}
    }

    public static class ConnectLater {
        @OnConnect
        public CompletionStage<String> connect() {
            return CompletableFuture.completedFuture("");
        }
    }

    public static class DisconnectMore {
        @OnDisconnect
        public void gone(String why) {}
    }

    static class NotPublic {
        @On("e")
        public void e() {}
    }

    private static <T> Routes scan(Class<T> type) throws ReflectiveOperationException {
        ControllerScan scan = new ControllerScan(new ValueCodec(100));
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        scan.add(type, constructor.newInstance());
        return scan.routes();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "BadNamespace | The namespace 'chat' of $ must begin with a slash and have no comma or question mark.",
                "CommaNamespace | The namespace '/a,b' of $ must begin with a slash and have no comma or question mark.",
                "Hidden | $.hidden must be public to be called.",
                "Two | $.two can have one of @On, @OnConnect and @OnDisconnect only.",
                "Static | $.fixed must not be static: it is called on the bean.",
                "NoName | $.none names no event in its @On.",
                "EmptyName | $.empty names an empty event in its @On.",
                "Reserved | $.left names the event 'disconnect', which no client can send. See @OnConnect and @OnDisconnect.",
                "Both | $.both has an Ack and returns a value: it can answer by one of them only. Make it void, or drop the Ack.",
                "Reason | $.reason: a DisconnectReason is given to @OnDisconnect methods only.",
                "Twice | The event 'e' of namespace / is answered twice: by $.twice and by $.twice.",
                "TwoAuths | $.connect: an @OnConnect method can take one parameter for the auth payload only.",
                "ConnectAck | $.connect: an @OnConnect method can take a Socket and the auth payload only, no Ack.",
                "ConnectLater | $.connect: nothing waits for the stage that an @OnConnect method returns, so that it could refuse nobody. Make it void.",
                "DisconnectMore | $.gone: an @OnDisconnect method can take a Socket and a DisconnectReason only.",
                "NotPublic | $.e cannot be called: its class and the method must be public.",
            })
    void refuses(String controller, String message) throws ClassNotFoundException {
        Class<?> type = Class.forName(ControllerScanTest.class.getName() + "$" + controller);
        assertThatThrownBy(() -> scan(type))
                .isInstanceOf(DeploymentException.class)
                .hasMessage(message.replace("$", type.getName()));
    }

    public static class Base {
        @On("inherited")
        public void inherited() {}
    }

    @NonBlocking
    @Controller(namespace = {"/", "/b"})
    public static class Fine extends Base {
        @On({"one", "two"})
        public void one() {}

        @OnConnect
        public void connect(Socket socket) {}

        @OnDisconnect
        public void gone(Socket socket, DisconnectReason reason) {}
    }

    @Test
    void findsWhatAControllerAnswersInEachOfItsNamespaces() throws ReflectiveOperationException {
        Routes routes = scan(Fine.class);
        assertThat(routes.namespaces()).containsExactly("/", "/b");
        assertThat(routes.size()).isEqualTo(6);
        assertThat(routes.table("/b").event("inherited")).isPresent();
        assertThat(routes.table("/b").event("other")).isEmpty();
        assertThat(routes.table("/b").connect()).hasSize(1);
        assertThat(routes.table("/b").disconnect()).singleElement().matches(Route::nonBlocking);
        assertThat(routes.table("/c").event("one")).isEmpty();
    }

    @Test
    void theMainNamespaceIsAlwaysThere() {
        assertThat(new ControllerScan(new ValueCodec(100)).routes().namespaces())
                .containsExactly("/");
    }
}
