package io.sockee.testkit;

import io.sockee.connection.WebSocketChannel.Sent;
import io.sockee.sockjs.MessageReader;
import io.sockee.sockjs.ResponseForm;
import io.sockee.sockjs.SockJsResponse;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.SockJsSession;
import io.sockee.sockjs.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By requests: one receives, and is asked again when it has been answered; others send. */
final class SockJsByRequests implements SockJsWay {
    /** What a page calls its function, where the transport has one. */
    private static final String CALLBACK = "callback";

    private final SockJsServer server;
    private final String prefix;
    private final Transport transport;
    private final ResponseForm form;
    private final TestSockJs client;
    private final String key = UUID.randomUUID().toString();
    private volatile @Nullable Receiving receiving;
    private volatile boolean left;

    SockJsByRequests(SockJsServer server, String prefix, Transport transport, TestSockJs client) {
        this.server = server;
        this.prefix = prefix;
        this.transport = transport;
        this.form = ResponseForm.of(transport, CALLBACK);
        this.client = client;
    }

    @Override
    public void open() {
        Receiving next = new Receiving();
        receiving = next;
        server.receive(
                SockJsWay.handshake(prefix + "/000/" + key + "/" + transport.wireName()), key, transport, form, next);
    }

    @Override
    public void send(String message, String json) {
        SockJsSession session = server.session(key)
                .filter(known -> known.takes(Optional.empty()))
                .orElseThrow(() -> new AssertionError("The server knows the connection no more: 404"));
        if (server.reader().payload("[" + json + "]") instanceof MessageReader.Result.Messages messages) {
            session.take(messages.all());
        } else {
            throw new AssertionError("The server does not take the message: 500");
        }
    }

    @Override
    public void leave() {
        drop();
    }

    @Override
    public void drop() {
        left = true;
        Receiving last = receiving;
        if (last != null) {
            last.gone = true;
            server.aborted(key, last);
        }
    }

    private void came(byte[] chunk) {
        String text = new String(chunk, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return;
        }
        client.came(text);
        switch (transport) {
            case EVENTSOURCE -> {
                if (text.startsWith("data: ")) {
                    client.frame(text.substring("data: ".length()).strip().replace("%25", "%"));
                }
            }
            case HTMLFILE -> {
                if (text.startsWith("<script>")) {
                    client.frame(client.unquoted(text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'))));
                }
            }
            case JSONP_POLLING ->
                client.frame(client.unquoted(text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'))));
            default -> {
                if (!text.startsWith("hh")) { // the prelude
                    client.frame(text.strip());
                }
            }
        }
    }

    /** One request that receives. */
    private final class Receiving implements SockJsResponse {
        private volatile boolean gone;

        @Override
        public void write(byte[] chunk, Sent sent) {
            came(chunk);
            sent.sent(null);
        }

        @Override
        public void finish(byte[] chunk) {
            came(chunk);
            if (!left && !client.isClosed()) {
                open();
            }
        }

        @Override
        public long taken() {
            return 0; // each part at once
        }

        @Override
        public boolean isGone() {
            return gone;
        }
    }
}
