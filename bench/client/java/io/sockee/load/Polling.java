package io.sockee.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Engine.IO over HTTP: one connection has a GET waiting, the other one sends what there is to send, one POST at a time. */
final class Polling implements Carrier {
    private static final byte SEPARATOR = 0x1E;

    private final String host;
    private final Session session;
    private final Requests polls;
    private final Requests posts;
    private final Text waiting = new Text();

    private String target;
    private boolean posting;
    private boolean closing;
    private boolean closed;

    Polling(Loop loop, InetSocketAddress server, String host, String target, Session session) {
        this.host = host;
        this.target = target;
        this.session = session;
        polls = new Requests(loop, server, this::polled, this::broken);
        posts = new Requests(loop, server, this::posted, this::broken);
    }

    /** Shakes hands. */
    void open() {
        poll();
    }

    @Override
    public void send(Text text) {
        if (waiting.length() > 0) {
            waiting.add(SEPARATOR);
        }
        waiting.add(text.bytes(), 0, text.length());
        post();
    }

    @Override
    public void close() {
        closing = true;
        send(new Text().add("1"));
    }

    @Override
    public void abort() {
        closed = true;
        polls.end();
        posts.end();
    }

    @Override
    public void stop() {
        polls.stop();
    }

    private void post() {
        if (!posting && waiting.length() > 0) {
            posting = true;
            Text request = new Text()
                    .add("POST " + target + " HTTP/1.1\r\nHost: " + host
                            + "\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: " + waiting.length()
                            + "\r\n\r\n");
            posts.request(request.add(waiting.bytes(), 0, waiting.length()));
            waiting.clear();
        }
    }

    private void poll() {
        polls.request(new Text().add("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
    }

    private void posted(byte[] bytes, Answer answer) {
        if (answer.status() != 200) {
            refused("POST", answer);
            return;
        }
        posting = false;
        if (closing && waiting.length() == 0) {
            over("");
        } else {
            post();
        }
    }

    private void polled(byte[] bytes, Answer answer) {
        if (answer.status() != 200) {
            refused("GET", answer);
            return;
        }
        // The next one goes first: what the packets lead to may be sent with it under way, as clients do.
        boolean first = !target.contains("&sid=");
        if (first) {
            target += "&sid=" + sid(bytes, answer);
        }
        if (!closing) {
            poll();
        }
        if (first) {
            session.opened();
        }
        int from = answer.body();
        for (int i = from; i <= answer.bodyEnd(); i++) {
            if (i == answer.bodyEnd() || bytes[i] == SEPARATOR) {
                session.text(bytes, from, i);
                from = i + 1;
            }
        }
    }

    private static String sid(byte[] bytes, Answer answer) {
        String open = new String(bytes, answer.body(), answer.bodyEnd() - answer.body(), StandardCharsets.UTF_8);
        int begin = open.indexOf("\"sid\":\"") + 7;
        return open.substring(begin, open.indexOf('"', begin));
    }

    private void refused(String method, Answer answer) {
        over(closing ? "" : "the server answered " + answer.status() + " to a " + method);
    }

    private void broken(String why) {
        over(closing ? "" : why);
    }

    private void over(String why) {
        if (!closed) {
            abort();
            session.ended(why);
        }
    }
}
