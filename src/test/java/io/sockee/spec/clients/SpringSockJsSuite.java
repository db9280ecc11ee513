package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.sockjs.client.RestTemplateXhrTransport;
import org.springframework.web.socket.sockjs.client.SockJsClient;
import org.springframework.web.socket.sockjs.client.Transport;
import org.springframework.web.socket.sockjs.client.WebSocketTransport;

/** Spring's client of SockJS, with the services of SockJS's own tests. */
@DisplayName("Spring's SockJsClient")
public abstract class SpringSockJsSuite {
    private static final long PATIENCE_SECONDS = 30;

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    /** The path of a service that sends back what comes. A client that closes over HTTP hears of it with the next heartbeat there. */
    protected String echo() {
        return "/echo";
    }

    /** How it is connected. */
    enum Way {
        WEBSOCKET {
            @Override
            Transport transport() {
                return new WebSocketTransport(new StandardWebSocketClient(ClientManager.createClient()));
            }
        },
        XHR_STREAMING {
            @Override
            Transport transport() {
                return new RestTemplateXhrTransport();
            }
        },
        XHR_POLLING {
            @Override
            Transport transport() {
                RestTemplateXhrTransport transport = new RestTemplateXhrTransport();
                transport.setXhrStreamingDisabled(true);
                return transport;
            }
        };

        abstract Transport transport();
    }

    /** What comes, and how it ends. */
    private static final class Heard extends TextWebSocketHandler {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<CloseStatus> end = new CompletableFuture<>();

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {
            messages.add(message.getPayload());
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            end.complete(status);
        }

        String next() throws InterruptedException {
            return messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        CloseStatus end() throws Exception {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private WebSocketSession connect(Way way, String path, Heard heard) throws Exception {
        return new SockJsClient(List.of(way.transport()))
                .execute(heard, base().resolve(path).toString())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "by {0} gets back what it sends, and closes")
    @EnumSource
    void echoes(Way way) throws Exception {
        Heard heard = new Heard();
        WebSocketSession session = connect(way, echo(), heard);
        List<String> texts = List.of("hello", "\u20ac\ud83e\udde6 \"quoted\"\n\u0000\u2028", "x".repeat(50_000));
        for (String text : texts) {
            session.sendMessage(new TextMessage(text));
        }
        for (String text : texts) {
            assertThat(heard.next()).isEqualTo(text);
        }
        session.close();
        assertThat(heard.end().getCode()).isEqualTo(1000);
    }

    @ParameterizedTest(name = "by {0} hears why it is sent away")
    @EnumSource
    void isSentAway(Way way) throws Exception {
        Heard heard = new Heard();
        connect(way, "/close", heard);
        assertThat(heard.end()).isEqualTo(new CloseStatus(3000, "Go away!"));
    }
}
