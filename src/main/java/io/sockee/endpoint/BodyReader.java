package io.sockee.endpoint;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one request as it comes, without holding a thread, and never more or longer than allowed. The
 * container calls it on threads of its own, on WildFly on those that do all its reading: whoever takes the body must not
 * block.
 */
final class BodyReader implements ReadListener {

    /** What comes of a body; exactly one of these is called, once. */
    interface Taker {
        /** It is whole. */
        void whole(byte[] body);

        /**
         * It is given up, and there is still somebody to tell.
         *
         * @param status what to tell: 400, 408, 413 or 503
         */
        void refused(int status);

        /** Its request has ended before it: its client was too slow, and has been told so. */
        void gone();
    }

    private final ServletInputStream in;
    private final @Nullable AsyncReply reply;
    private final int limit;
    private final Bodies bodies;
    private final Bodies.Place place;
    private final Taker taker;
    private final long begun = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private final byte[] buffer = new byte[4096];
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param in the body
     * @param reply the answer of the same request, where it has to know whether the body is still coming
     * @param limit bytes that the body may have
     */
    BodyReader(
            ServletInputStream in,
            @Nullable AsyncReply reply,
            int limit,
            Bodies bodies,
            Bodies.Place place,
            Taker taker) {
        this.in = in;
        this.reply = reply;
        this.limit = limit;
        this.bodies = bodies;
        this.place = place;
        this.taker = taker;
    }

    /** Begins, once the request is asynchronous. */
    void begin() {
        if (reply != null) {
            reply.bodyBegins();
        }
        in.setReadListener(this);
        place.whenGivenUp(() -> refuse(503));
    }

    /** Begins as well, but throws away what comes: nobody wants it. */
    void discard() {
        boolean unused = end();
        begin();
    }

    /** Whether a body comes with the request at all. */
    static boolean isExpected(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished()) {
            int count = in.read(buffer);
            if (count > 0 && !over.get()) {
                take(count);
            }
        }
        if (!over.get() && bodies.limits().isTooSlow(body.size(), (System.nanoTime() - begun) / 1_000_000)) {
            refuse(408);
        }
    }

    private void take(int count) {
        if (body.size() + count > limit) {
            refuse(413);
        } else if (!place.grow(count)) {
            refuse(503);
        } else {
            body.write(buffer, 0, count);
        }
    }

    @Override
    public void onAllDataRead() {
        if (reply != null) {
            reply.bodyEnds();
        }
        if (end()) {
            taker.whole(body.toByteArray());
        }
    }

    /** It has ended early, or is none. Its client may have gone, or have ended only what it sends and still read. */
    @Override
    public void onError(Throwable failure) {
        if (reply != null) {
            reply.bodyEnds();
        }
        if (end()) {
            bodies.refused();
            taker.refused(400);
        } else if (reply != null) {
            reply.breakOff();
        }
    }

    private void refuse(int status) {
        if (end()) {
            bodies.refused();
            taker.refused(status);
        }
    }

    /** The request has ended, perhaps before its body. */
    void abandon() {
        if (end()) {
            bodies.refused();
            taker.gone();
        }
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            place.leave();
        }
        return first;
    }
}
