package io.sockee.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Requests that go one after the other, over one connection as long as the server keeps it. A server may close it after an answer,
 * even while the next request is on its way; that one is then sent again over a new connection, as browsers do, and so is each
 * later one.
 */
final class Requests {

    /** What takes the answers. */
    interface Answered {
        void by(byte[] bytes, Answer answer);
    }

    private final Loop loop;
    private final InetSocketAddress server;
    private final Answered answered;
    private final Consumer<String> broken;
    private final Answer answer = new Answer();

    private Line line = new Line();
    private Text request = new Text();
    private boolean waiting;
    private boolean kept = true;

    Requests(Loop loop, InetSocketAddress server, Answered answered, Consumer<String> broken) {
        this.loop = loop;
        this.server = server;
        this.answered = answered;
        this.broken = broken;
    }

    /** Sends one; there is none on its way. */
    void request(Text next) {
        request = next;
        waiting = true;
        if (kept && line.open) {
            line.write();
        } else {
            connect();
        }
    }

    private void connect() {
        line.end();
        line = new Line();
        try {
            loop.connect(server, line);
        } catch (IOException e) {
            broken.accept("connect: " + e.getMessage());
        }
    }

    void end() {
        line.end();
    }

    void stop() {
        line.stopReading();
    }

    /** A connection. */
    private final class Line extends Wire {
        private boolean open;
        private boolean used;

        void write() {
            out().put(request.bytes(), 0, request.length());
            flush();
        }

        @Override
        void connected() {
            open = true;
            write();
        }

        @Override
        int take(byte[] bytes, int from, int to) throws IOException {
            if (!answer.read(bytes, from, to)) {
                return from;
            }
            int end = answer.end();
            used = true;
            waiting = false;
            answered.by(bytes, answer);
            return end;
        }

        @Override
        void ended(String why) {
            open = false;
            if (used) {
                kept = false;
                if (waiting) {
                    connect();
                }
            } else {
                broken.accept(why);
            }
        }
    }
}
