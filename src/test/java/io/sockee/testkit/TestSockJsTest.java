package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import io.sockee.api.SockJsTransport;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Services of SockJS in a test without a server, over every transport. */
@SockeeTest(
        value = {TestSockJsTest.Chatty.class, TestSockJsTest.Plain.class, TestSockJsTest.Log.class},
        settings = {
            "sockee.sockjs.transports=websocket,websocket-raw,xhr-streaming,xhr-polling,eventsource,htmlfile,jsonp-polling",
            "sockee.sockjs.\"/plain\".transports=websocket"
        })
class TestSockJsTest {
    private static final String HARD = "\u0000 \"\\</script> %20%& \r\n \u2028 \uD83E\uDDE6 \uFFFF";

    @ApplicationScoped
    public static class Log {
        final List<String> lines = new CopyOnWriteArrayList<>();

        public List<String> lines() {
            return lines;
        }
    }

    @SockJs("/chatty")
    public static class Chatty implements SockJsService {
        @Inject
        Log log;

        @Override
        public void onOpen(SockJsConnection connection) {
            connection.send("welcome");
        }

        @Override
        public void onMessage(SockJsConnection connection, String message) {
            switch (message) {
                case "bye" -> connection.close(3001, "bye");
                case "by" -> connection.send(connection.protocol());
                default -> connection.send(message);
            }
        }

        @Override
        public void onClose(SockJsConnection connection, DisconnectReason reason) {
            log.lines().add(reason.text());
        }
    }

    @SockJs("/plain")
    @NonBlocking
    public static class Plain implements SockJsService {
        @Override
        public void onMessage(SockJsConnection connection, String message) {}
    }

    @ParameterizedTest
    @EnumSource(SockJsTransport.class)
    void bringsWhatAClientSendsAndWhatTheServiceAnswers(SockJsTransport transport, TestServer server) {
        TestSockJs ann = server.sockJs("/chatty", transport);
        assertThat(ann.await()).isEqualTo("welcome");
        ann.send("by");
        assertThat(ann.await())
                .isEqualTo(transport.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        ann.send(HARD);
        ann.send("");
        assertThat(ann.await()).isEqualTo(HARD);
        assertThat(ann.await()).isEmpty();
        server.settle();
        assertThat(ann.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SockJsTransport.class)
    void tellsHowTheServiceEndsIt(SockJsTransport transport, TestServer server) {
        TestSockJs ann = server.sockJs("/chatty", transport);
        ann.send("bye");
        assertThat(ann.awaitClose()).isEqualTo(new TestSockJs.Closed(3001, "bye"));
        assertThatThrownBy(() -> ann.send("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3001");
        server.settle();
        assertThat(server.bean(Log.class).lines()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SockJsTransport.class)
    void tellsTheServiceThatTheClientHasGoneAndLeavesNothing(SockJsTransport transport, TestServer server) {
        long timers = server.bean(Gauges.class).get(Gauge.TIMERS);
        TestSockJs ann = server.sockJs("/chatty", transport);
        TestSockJs bob = server.sockJs("/chatty", transport);
        ann.await();
        bob.await();
        ann.drop();
        bob.disconnect();
        server.elapse(Duration.ofMinutes(2)); // the disconnect delay, and the one for who does not read the end
        assertThat(server.bean(Log.class).lines()).hasSize(2);
        assertThat(server.bean(Gauges.class).get(Gauge.CONNECTIONS)).isZero();
        assertThat(server.bean(Gauges.class).get(Gauge.TIMERS)).isEqualTo(timers);
    }

    @Test
    void refusesWhatThereIsNot(TestServer server) {
        assertThatThrownBy(() -> server.sockJs("/chat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No service has the prefix /chat; there are [/chatty, /plain].");
        assertThatThrownBy(() -> server.sockJs("/plain", SockJsTransport.XHR_POLLING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The service at /plain does not offer xhr-polling");
    }

    // Those that would never serve

    @SockJs("/nothing")
    public static class NoService {}

    @SockJs("/arguments")
    public static class NoConstructor extends Plain {
        public NoConstructor(String name) {}
    }

    @SockJs("/abstract")
    public abstract static class Abstract extends Plain {}

    @SockJs("/inner")
    public class Inner extends Plain {}

    @SockJs("/alternative")
    @Alternative
    public static class NotChosen extends Plain {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NoService | NoService is a @SockJs, but no SockJsService: implement it.",
                "NoConstructor | NoConstructor is a @SockJs, but no bean, so that nobody would answer at /arguments:"
                        + " it has neither a constructor with @Inject nor one without parameters.",
                "Abstract | nobody would answer at /abstract: it is abstract, and no bean extends it.",
                "Inner | nobody would answer at /inner: it is an inner class, make it static.",
            })
    void isRefusedByName(String name, String problem) throws ClassNotFoundException {
        Class<?> type = Class.forName(TestSockJsTest.class.getName() + "$" + name);
        assertThatThrownBy(() -> TestServer.start(List.of(type, Plain.class), List.of()))
                .hasMessageContaining(problem)
                .hasMessageContaining(type.getName());
    }

    @Test
    void anAlternativeMayBeLeftOut() {
        try (TestServer server = TestServer.start(List.of(Plain.class, NotChosen.class), List.of())) {
            assertThatThrownBy(() -> server.sockJs("/alternative")).hasMessageContaining("[/plain]");
        }
    }
}
