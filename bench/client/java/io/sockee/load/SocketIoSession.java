package io.sockee.load;

import java.nio.charset.StandardCharsets;

/** Socket.IO v5 on Engine.IO v4, in a namespace. */
final class SocketIoSession extends Session {
    private static final byte[] ECHO = ascii("[\"echo\",");
    private static final String PLAIN = "echoack";

    /** Around what a method returns. */
    private static final byte[] SUCCESS = ascii("{\"ok\":true,\"err\":false,\"res\":");

    private static final byte[] PID = ascii("\"pid\":");
    private static final byte[] MESSAGE = ascii("[\"message\",");

    /** Before an event: {@code 42}, or with a namespace {@code 42/pooled,}. */
    private final byte[] prefix;

    private final byte[] asking;
    private final boolean enveloped;

    /** Whether the server lets clients recover: each event has its offset then, a text behind its arguments. */
    private boolean numbered;

    private final byte[] connect;
    private final byte[] namespace;

    /**
     * @param namespace such as {@code /pooled}, or empty for the main one
     * @param asking the event with which acknowledgements are asked for
     */
    SocketIoSession(int nr, Audience audience, Text text, String namespace, String asking) {
        super(nr, audience, text);
        this.asking = ascii("[\"" + asking + "\",");
        enveloped = !asking.equals(PLAIN);
        this.namespace = ascii(namespace.isEmpty() ? "" : namespace + ",");
        connect = ascii("40" + new String(this.namespace, StandardCharsets.US_ASCII));
        prefix = ascii("42" + new String(this.namespace, StandardCharsets.US_ASCII));
    }

    @Override
    void opened() {
        // The open packet follows.
    }

    @Override
    void text(byte[] bytes, int from, int to) {
        switch (from < to ? bytes[from] : ' ') {
            case '0' -> carrier.send(begin(connect));
            case '2' -> carrier.send(begin(new byte[] {'3'}).add(bytes, from + 1, to));
            case '4' -> packet(bytes, from + 1, to);
            case '1' -> {
                carrier.abort();
                ended("the server said close");
            }
            case '6' -> {}
            default -> audience.wrong(this);
        }
    }

    private void packet(byte[] bytes, int from, int to) {
        int kind = from < to ? bytes[from] : ' ';
        int body = from + 1;
        if (!startsWith(bytes, body, to, namespace)) {
            audience.wrong(this);
            return;
        }
        body += namespace.length;
        switch (kind) {
            case '0' -> {
                numbered = contains(bytes, body, to, PID);
                audience.ready(this);
            }
            case '2' -> event(bytes, body, to);
            case '3' -> acknowledged(bytes, body, to);
            case '1', '4' -> {
                carrier.abort();
                ended("the server said " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
            default -> audience.wrong(this);
        }
    }

    private void event(byte[] bytes, int from, int to) {
        int end = numbered ? beforeOffset(bytes, from, to - 1) : to - 1;
        if (bytes[to - 1] != ']') {
            audience.wrong(this);
        } else if (startsWith(bytes, from, end, ECHO)) {
            audience.received(this, Event.ECHO, bytes, from + ECHO.length, end);
        } else if (startsWith(bytes, from, end, MESSAGE)) {
            audience.received(this, Event.MESSAGE, bytes, from + MESSAGE.length, end);
        } else {
            audience.wrong(this);
        }
    }

    /** Where what is before the offset ends; the beginning, if there is none. */
    private static int beforeOffset(byte[] bytes, int from, int to) {
        int quote = to - 2;
        while (quote > from && bytes[quote] != '"') {
            quote--;
        }
        boolean isOffset = quote > from && bytes[quote - 1] == ',' && bytes[to - 1] == '"' && quote < to - 2;
        return isOffset ? quote - 1 : from;
    }

    private void acknowledged(byte[] bytes, int from, int to) {
        int position = from;
        acknowledged = 0;
        while (position < to && bytes[position] >= '0' && bytes[position] <= '9') {
            acknowledged = acknowledged * 10 + bytes[position++] - '0';
        }
        if (position == from || position == to || bytes[position] != '[' || bytes[to - 1] != ']') {
            audience.wrong(this);
            return;
        }
        int first = position + 1;
        if (!enveloped) {
            audience.received(this, Event.ACK, bytes, first, to - 1);
        } else if (startsWith(bytes, first, to - 2, SUCCESS) && bytes[to - 2] == '}') {
            audience.received(this, Event.ACK, bytes, first + SUCCESS.length, to - 2);
        } else {
            audience.wrong(this);
        }
    }

    @Override
    void echo(Payload payload) {
        emit(begin(prefix).add(ECHO), payload);
    }

    @Override
    void ack(Payload payload) {
        emit(begin(prefix).add(payload.nr()).add(asking), payload);
    }

    @Override
    void broadcast(Payload payload) {
        emit(begin(prefix).add(ascii("[\"broadcast\",")), payload);
    }

    @Override
    void join(int room) {
        carrier.send(begin(prefix).add(ascii("[\"join\",\"room-")).add(room).add(ascii("\"]")));
    }

    @Override
    void toRoom(int room, Payload payload) {
        emit(begin(prefix).add(ascii("[\"toroom\",\"room-")).add(room).add(ascii("\",")), payload);
    }

    private void emit(Text text, Payload payload) {
        payload.write(text);
        carrier.send(text.add((byte) ']'));
    }
}
