package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.EventName;
import io.sockee.api.NameParam;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
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

    public static class Sockees {
        @On("sockee:*")
        public void relay() {}
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

    public static class Unbindable {
        @On("e")
        public void read(InputStream in) {}
    }

    public record Order(int number, Runnable then) {}

    public static class UnbindableDeep {
        @On("e")
        public void read(Order order) {}
    }

    public static class UnbindableList {
        @On("e")
        public void read(List<Runnable> tasks) {}
    }

    public static class NoVariable {
        @On("e")
        public void read(@NameParam String id) {}
    }

    public static class SomeVariable {
        @On({"e.{id}", "f"})
        public void read(@NameParam String id) {}
    }

    public static class SamePattern {
        @On("room.{a}")
        public void one() {}

        @On("room.{b}")
        public void two() {}
    }

    public static class OddPattern {
        @On("room.{a")
        public void read() {}
    }

    public static class AllAndMore {
        @On("e")
        public void read(Arguments all, String one) {}
    }

    public static class GoneUser {
        @OnDisconnect
        public void gone(User user) {}
    }

    public static class OddName {
        @On("e")
        public void read(@EventName int name) {}
    }

    public static class Torn {
        @On("e")
        @NonBlocking
        @Transactional
        public void read() {}
    }

    public static class OpenAndShut {
        @On("e")
        @PermitAll
        @DenyAll
        public void read() {}
    }

    static class NotPublic {
        @On("e")
        public void e() {}
    }

    public static class Configured {
        @On({"${chat.event}", "${chat.event}.{id}", "old_${chat.event}"})
        public void say() {}
    }

    public static class Unconfigured {
        @On("${chat.evnt}")
        public void say() {}
    }

    public static class ConfiguredAway {
        @On("${chat.nothing}")
        public void say() {}
    }

    private static Optional<String> setting(String key) {
        return switch (key) {
            case "chat.event" -> Optional.of("s$y");
            case "chat.nothing" -> Optional.of("");
            default -> Optional.empty();
        };
    }

    private static <T> Routes scan(Class<T> type) throws ReflectiveOperationException {
        ControllerScan scan = new ControllerScan(new ValueCodec(100), Optional.empty(), ControllerScanTest::setting);
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
                "BadNamespace | The namespace 'chat' of $ must begin with a slash and have no comma, question mark or asterisk.",
                "CommaNamespace | The namespace '/a,b' of $ must begin with a slash and have no comma, question mark or asterisk.",
                "Hidden | $.hidden must be public to be called.",
                "Two | $.two can have one of @On, @Action, @OnConnect and @OnDisconnect only.",
                "Static | $.fixed must not be static: it is called on the bean.",
                "NoName | $.none names no event in its @On.",
                "EmptyName | $.empty names an empty event in its @On.",
                "Sockees | $.relay names the event 'sockee:*'. Names that begin with sockee: are those of Sockee itself: choose another one.",
                "Reserved | $.left names the event 'disconnect', which no client can send. See @OnConnect and @OnDisconnect.",
                "Both | $.both has an Ack and returns a value: it can answer by one of them only. Make it void, or drop the Ack.",
                "Reason | The parameter reason (DisconnectReason) of $.reason is given to @OnDisconnect methods only.",
                "Twice | The event 'e' of namespace / is answered twice: by $.twice and by $.twice.",
                "TwoAuths | $.connect: an @OnConnect method can take one parameter for the auth payload only.",
                "ConnectAck | The parameter ack (Ack) of $.connect is given to @On methods only.",
                "ConnectLater | $.connect: nothing waits for the stage that an @OnConnect method returns, so that it could refuse nobody. Make it void.",
                "DisconnectMore | The parameter why (String) of $.gone is not given to an @OnDisconnect method: it can take a Socket, a DisconnectReason, a Handshake, a Session, an Optional<User> and a @NameParam.",
                "Unbindable | The parameter in (InputStream) of $.read cannot be bound: no JSON can become a java.io.InputStream.",
                "UnbindableDeep | The parameter order (Order) of $.read cannot be bound: no JSON can become a java.lang.Runnable (in then of Order).",
                "UnbindableList | The parameter tasks (List) of $.read cannot be bound: no JSON can become a java.lang.Runnable.",
                "NoVariable | The parameter id (String) of $.read asks for the variable 'id', which not all of the method's names have.",
                "SomeVariable | The parameter id (String) of $.read asks for the variable 'id', which not all of the method's names have.",
                "SamePattern | The event 'room.{b}' of namespace / is answered twice: by $.one and by $.two.",
                "OddPattern | The pattern 'room.{a' of $.read has a '{' without its '}'.",
                "AllAndMore | $.read takes Arguments, which are all there are, and further arguments: take one or the others.",
                "GoneUser | The parameter user (User) of $.gone may be nobody when the socket is gone: take an Optional<User>.",
                "OddName | The parameter name (int) of $.read has @EventName and so must be a String.",
                "Torn | $.read is @NonBlocking and @Transactional: a transaction blocks. Drop one of them.",
                "OpenAndShut | $.read has @PermitAll and @DenyAll: only one of them can be meant.",
                "Unconfigured | $.say names the event '${chat.evnt}', but there is no setting 'chat.evnt'.",
                "ConfiguredAway | $.say names an empty event in its @On.",
                "NotPublic | $.e cannot be called: its class and the method must be public.",
            })
    void refuses(String controller, String message) throws ClassNotFoundException {
        Class<?> type = Class.forName(ControllerScanTest.class.getName() + "$" + controller);
        assertThatThrownBy(() -> scan(type))
                .isInstanceOf(DeploymentException.class)
                .hasMessage(message.replaceAll("\\$(?!\\{)", Matcher.quoteReplacement(type.getName())));
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
        assertThat(table(routes, "/b").event("inherited")).isPresent();
        assertThat(table(routes, "/b").event("other")).isEmpty();
        assertThat(table(routes, "/b").connect()).hasSize(1);
        assertThat(table(routes, "/b").disconnect()).singleElement().matches(Route::nonBlocking);
        assertThat(routes.find("/c")).isEmpty();
    }

    @Test
    void aNameMayTakeASettingsValue() throws ReflectiveOperationException {
        Routes.Table table = table(scan(Configured.class), "/");
        assertThat(table.event("s$y")).isPresent();
        assertThat(table.event("old_s$y")).isPresent();
        assertThat(table.event("s$y.7")).isPresent();
        assertThat(table.event("${chat.event}")).isEmpty();
    }

    @Test
    void theMainNamespaceIsAlwaysThere() {
        assertThat(new ControllerScan(new ValueCodec(100), Optional.empty(), ControllerScanTest::setting)
                        .routes()
                        .namespaces())
                .containsExactly("/");
    }

    private static Routes.Table table(Routes routes, String namespace) {
        return routes.find(namespace).orElseThrow().table();
    }
}
