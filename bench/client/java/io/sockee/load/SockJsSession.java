package io.sockee.load;

/**
 * SockJS over a WebSocket, with the letters of the bench servers: {@code e} is echoed, {@code b} goes to all, {@code j} joins a
 * room, {@code r} goes to one as {@code b}. Messages travel as strings of a JSON array.
 */
final class SockJsSession extends Session {
    private final Text unescaped = new Text();

    SockJsSession(int nr, Audience audience, Text text) {
        super(nr, audience, text);
    }

    @Override
    void opened() {
        // The open frame follows.
    }

    @Override
    void text(byte[] bytes, int from, int to) {
        switch (from < to ? bytes[from] : ' ') {
            case 'o' -> audience.ready(this);
            case 'h' -> {}
            case 'a' -> messages(bytes, from + 1, to);
            case 'c' -> {
                carrier.abort();
                ended("the server closed the session");
            }
            default -> audience.wrong(this);
        }
    }

    private void messages(byte[] bytes, int from, int to) {
        int position = from;
        byte before = '[';
        while (position + 1 < to && bytes[position] == before && bytes[position + 1] == '"') {
            position = string(bytes, position + 2, to);
            message(unescaped.bytes(), unescaped.length());
            before = ',';
        }
        if (position != to - 1 || bytes[position] != ']') {
            audience.wrong(this);
        }
    }

    /** @return where it ends, after its quotation mark. Payloads have no escapes but those of the mark itself. */
    private int string(byte[] bytes, int from, int to) {
        unescaped.clear();
        int position = from;
        while (position < to && bytes[position] != '"') {
            if (bytes[position] == '\\') {
                position++;
            }
            if (position < to) {
                unescaped.add(bytes[position++]);
            }
        }
        return Math.min(to, position + 1);
    }

    private void message(byte[] bytes, int length) {
        switch (length > 0 ? bytes[0] : ' ') {
            case 'e' -> audience.received(this, Event.ECHO, bytes, 1, length);
            case 'b' -> audience.received(this, Event.MESSAGE, bytes, 1, length);
            default -> audience.wrong(this);
        }
    }

    @Override
    void echo(Payload payload) {
        send("e", payload);
    }

    @Override
    void ack(Payload payload) {
        throw new UnsupportedOperationException("SockJS has no acknowledgements");
    }

    @Override
    void broadcast(Payload payload) {
        send("b", payload);
    }

    @Override
    void join(int room) {
        carrier.send(begin(ascii("[\"jroom-")).add(room).add(ascii("\"]")));
    }

    @Override
    void toRoom(int room, Payload payload) {
        send("rroom-" + room + " ", payload);
    }

    private void send(String letter, Payload payload) {
        payload.write(unescaped.clear());
        Text text = begin(ascii("[\"")).add(letter);
        for (int i = 0; i < unescaped.length(); i++) {
            byte b = unescaped.bytes()[i];
            if (b == '"') {
                text.add((byte) '\\');
            }
            text.add(b);
        }
        carrier.send(text.add(ascii("\"]")));
    }
}
