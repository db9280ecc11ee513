package io.sockee.load;

import java.net.InetSocketAddress;

/** A client that calls over HTTP: each payload is the body of a POST, and comes back as that of the answer. One request at a time. */
final class HttpSession extends Session implements Carrier {
    private final Requests requests;
    private final byte[] head;
    private final Text body = new Text();

    /** Of its own: it may have to be sent again. */
    private final Text request = new Text();

    private boolean over;

    /** @param target what is called, such as {@code /api/bench/echo} */
    HttpSession(int nr, Audience audience, Text text, Loop loop, InetSocketAddress server, String host, String target) {
        super(nr, audience, text);
        carrier = this;
        head = ascii("POST " + target + " HTTP/1.1\r\nHost: " + host
                + "\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: ");
        requests = new Requests(loop, server, this::answered, this::broken);
    }

    /** There is no handshake: the first call connects. */
    @Override
    void opened() {
        audience.ready(this);
    }

    @Override
    void echo(Payload payload) {
        payload.write(body.clear());
        requests.request(request.clear()
                .add(head)
                .add(body.length())
                .add(ascii("\r\n\r\n"))
                .add(body.bytes(), 0, body.length()));
    }

    private void answered(byte[] bytes, Answer answer) {
        if (answer.status() == 200) {
            audience.received(this, Event.ECHO, bytes, answer.body(), answer.bodyEnd());
        } else {
            broken("the server answered " + answer.status());
        }
    }

    private void broken(String why) {
        if (!over) {
            abort();
            ended(why);
        }
    }

    @Override
    public void close() {
        broken("");
    }

    @Override
    public void abort() {
        over = true;
        requests.end();
    }

    @Override
    public void stop() {
        requests.stop();
    }

    @Override
    public void send(Text text) {
        throw new UnsupportedOperationException("HTTP has requests");
    }

    @Override
    void text(byte[] bytes, int from, int to) {
        throw new UnsupportedOperationException("HTTP has requests");
    }

    @Override
    void ack(Payload payload) {
        throw new UnsupportedOperationException("HTTP has answers");
    }

    @Override
    void broadcast(Payload payload) {
        throw new UnsupportedOperationException("HTTP has no broadcasts");
    }

    @Override
    void join(int room) {
        throw new UnsupportedOperationException("HTTP has no rooms");
    }

    @Override
    void toRoom(int room, Payload payload) {
        throw new UnsupportedOperationException("HTTP has no rooms");
    }
}
