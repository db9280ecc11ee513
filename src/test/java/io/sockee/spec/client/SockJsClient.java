package io.sockee.spec.client;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;

/** A SockJS connection by any of its transports. Answers the pings of WebSockets whenever it reads. */
public final class SockJsClient implements AutoCloseable {

    /** By what it receives. */
    public enum Way {
        WEBSOCKET,
        WEBSOCKET_RAW,
        XHR_STREAMING,
        XHR_POLLING,
        EVENTSOURCE
    }

    private final SockJsHttp http;
    private final Way way;
    private final String session;
    private final RawWebSocket socket;
    private final Deque<String> messages = new ArrayDeque<>();
    private SockJsHttp.Stream stream;
    private String streamed = "";

    private SockJsClient(URI base, String prefix, Way way) {
        this.http = new SockJsHttp(base);
        this.way = way;
        this.session = SockJsHttp.session(prefix);
        this.socket = switch (way) {
            case WEBSOCKET ->
                RawWebSocket.to(http.at(session + "/websocket"), "").open();
            case WEBSOCKET_RAW ->
                RawWebSocket.to(http.at(prefix + "/websocket"), "").open();
            default -> null;
        };
    }

    /** Opens a connection at a prefix. */
    public static SockJsClient open(URI base, String prefix, Way way) {
        SockJsClient client = new SockJsClient(base, prefix, way);
        if (way != Way.WEBSOCKET_RAW) {
            String frame = client.frame();
            if (!frame.equals("o")) {
                throw new AssertionError("not opened but: " + frame);
            }
        }
        return client;
    }

    /** Sends messages, all at once where that is possible. */
    public SockJsClient send(String... sent) {
        String payload = new JSONArray(List.of(sent)).toString();
        switch (way) {
            case WEBSOCKET -> socket.text(payload);
            case WEBSOCKET_RAW -> List.of(sent).forEach(socket::text);
            default -> {
                HttpReply reply = http.send(session + "/xhr_send", payload);
                if (reply.status() != 204) {
                    throw new AssertionError("not sent: " + reply);
                }
            }
        }
        return this;
    }

    /** The next message; at the end the close frame, {@code c[…]}, or that of a raw WebSocket, {@code 1000 reason}. */
    public String next() {
        while (messages.isEmpty()) {
            take(frame());
        }
        return messages.remove();
    }

    /** Receives no more, as if its network had gone, over HTTP with the end of the connection; no word is said. */
    public void drop() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    public SockJsHttp http() {
        return http;
    }

    /** Its path, down to the session. */
    public String session() {
        return session;
    }

    public RawWebSocket raw() {
        return socket;
    }

    private void take(String frame) {
        if (way == Way.WEBSOCKET_RAW || frame.startsWith("c")) {
            messages.add(frame);
        } else if (frame.startsWith("a")) {
            try {
                JSONArray all = new JSONArray(frame.substring(1));
                for (int i = 0; i < all.length(); i++) {
                    messages.add(all.getString(i));
                }
            } catch (JSONException e) {
                throw new AssertionError("no frame: " + frame, e);
            }
        } else if (!frame.equals("h")) {
            throw new AssertionError("no frame: " + frame);
        }
    }

    private String frame() {
        return switch (way) {
            case WEBSOCKET, WEBSOCKET_RAW -> frameOfWebSocket();
            case XHR_POLLING -> http.post(session + "/xhr").body().strip();
            case XHR_STREAMING -> frameOfStream("POST", "/xhr_streaming", "\n");
            case EVENTSOURCE -> frameOfStream("GET", "/eventsource", "\r\n\r\n").replaceFirst("^\\s*data: ", "");
        };
    }

    private String frameOfWebSocket() {
        while (true) {
            Frame frame = socket.next(EngineHttp.PATIENCE);
            if (frame instanceof Frame.Text text) {
                return text.text();
            } else if (frame instanceof Frame.Close close) {
                return close.code() + " " + close.reason();
            } else if (frame instanceof Frame.Ping ping) {
                socket.offer(RawWebSocket.encode(true, RawWebSocket.PONG, ping.bytes(), true));
            } else {
                throw new AssertionError("no frame of SockJS but " + frame);
            }
        }
    }

    /** An answer that has ended is followed by another. */
    private String frameOfStream(String method, String path, String end) {
        while (true) {
            int at = streamed.indexOf(end);
            if (at >= 0) {
                String frame = streamed.substring(0, at);
                streamed = streamed.substring(at + end.length());
                if (!frame.isBlank() && !frame.startsWith("hh")) { // the prelude
                    return frame;
                }
                continue;
            }
            if (stream == null) {
                stream = http.stream(method, session + path);
            }
            String chunk = stream.next();
            if (chunk.isEmpty()) {
                drop();
            }
            streamed += chunk;
        }
    }

    @Override
    public void close() {
        drop();
        if (socket != null) {
            socket.close();
        }
    }
}
