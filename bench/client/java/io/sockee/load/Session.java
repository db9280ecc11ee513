package io.sockee.load;

import java.nio.charset.StandardCharsets;

/** One client of a server, on whatever carries it. One for each protocol; the thread is the loop's. */
abstract class Session {

    /** What is sent; {@code message} is what the server makes of a broadcast. */
    enum Event {
        ECHO,
        ACK,
        MESSAGE
    }

    /** Who hears of what comes. */
    interface Audience {

        /** Messages can be sent from now on. */
        void ready(Session session);

        /** A payload has come, in these bytes; they are someone else's afterwards. */
        void received(Session session, Event event, byte[] bytes, int from, int to);

        /** Something has come that should not have. */
        void wrong(Session session);

        /** It is over: why, or nothing if it was closed by this side. */
        void ended(Session session, String why);
    }

    final int nr;
    final Audience audience;
    Carrier carrier;

    /** The id of the acknowledgement that comes: that of the payload it was asked for with. */
    long acknowledged;

    private final Text text;

    /** @param text what messages are put together in, of all sessions of a loop */
    Session(int nr, Audience audience, Text text) {
        this.nr = nr;
        this.audience = audience;
        this.text = text;
    }

    /** The carrier is open. */
    abstract void opened();

    /** A text has come. */
    abstract void text(byte[] bytes, int from, int to);

    abstract void echo(Payload payload);

    abstract void ack(Payload payload);

    abstract void broadcast(Payload payload);

    abstract void join(int room);

    abstract void toRoom(int room, Payload payload);

    final void ended(String why) {
        audience.ended(this, why);
    }

    final Text begin(byte[] prefix) {
        return text.clear().add(prefix);
    }

    static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean contains(byte[] bytes, int from, int to, byte[] part) {
        for (int i = from; i < to; i++) {
            if (startsWith(bytes, i, to, part)) {
                return true;
            }
        }
        return false;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
