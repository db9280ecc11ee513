package io.sockee.sockjs;

import io.sockee.connection.Carrier;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.connection.WebSocketChannel.Sent;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request that receives: carries frames, one chunk at a time, until its answer is long enough; a poll's is with one frame. Who
 * ends the answer is decided by a compare-and-set. It is over before the end is written, so that a client that asks again at
 * once finds nobody in its place.
 */
final class Receiver implements Carrier, Sent {
    private final SockJsSession session;
    private final Transport transport;
    private final ResponseForm form;
    private final SockJsResponse response;
    private final int limit;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean endsWithNext;
    private long size; // by whoever carries
    private volatile int last; // bytes of the last chunk

    Receiver(SockJsSession session, Transport transport, ResponseForm form, SockJsResponse response) {
        this.session = session;
        this.transport = transport;
        this.form = form;
        this.response = response;
        this.limit = session.settings().responseLimit();
    }

    Transport transport() {
        return transport;
    }

    /** Whether its answer has ended, or is just being ended. */
    boolean isOver() {
        return over.get();
    }

    /** Ends its answer with the next frame, if it would go on. */
    boolean endWithNext() {
        endsWithNext = form.streams();
        return endsWithNext;
    }

    /**
     * How long the client may still be reading the end of the answer, in milliseconds: what has gone out has not arrived, and
     * nobody tells when it has.
     */
    long readingTime() {
        return last * 1000L / SockJsResponse.SLOWEST;
    }

    /** Is another number when the client has read some of a long answer. */
    int progress() {
        return (int) response.taken();
    }

    boolean isGone() {
        return response.isGone();
    }

    boolean answers(SockJsResponse other) {
        return response == other;
    }

    /** Begins to carry what the session's outbox holds. */
    void begin(Outbox outbox) {
        if (!form.streams()) {
            outbox.attach(this);
            return;
        }
        response.write(form.prelude(), failure -> {
            if (failure != null) {
                sent(failure);
                return;
            }
            outbox.attach(this);
            if (over.get()) { // ended meanwhile
                boolean unused = outbox.detach(this);
            }
        });
    }

    @Override
    public void carry(Outbox outbox) {
        try {
            if (over.get()) {
                boolean unused = outbox.detach(this);
                outbox.carried();
                return;
            }
            Frame frame = outbox.take();
            if (frame == null) { // forgotten meanwhile
                outbox.carried();
            } else if (frame instanceof Frame.Close) {
                last(session.life().ending().frame(), outbox, true);
            } else {
                send(SockJsFrames.gather(frame, outbox, limit), outbox);
            }
        } catch (RuntimeException | Error e) { // what a container throws must not stop the outbox
            sent(e);
        }
    }

    private void send(String frame, Outbox outbox) {
        byte[] chunk = form.chunk(frame);
        size += chunk.length;
        if (form.streams() && size < limit && !endsWithNext) {
            response.write(chunk, this);
        } else {
            last(frame, outbox, false);
        }
    }

    private void last(String frame, Outbox outbox, boolean close) {
        boolean unused = outbox.detach(this);
        if (over.compareAndSet(false, true)) {
            byte[] chunk = form.chunk(frame);
            last = chunk.length;
            try {
                response.finish(chunk);
            } finally {
                session.receiverIsOver(this, close);
            }
        }
        outbox.carried(); // for the next receiver, which may have come already
    }

    @Override
    public void sent(@Nullable Throwable failure) {
        if (failure == null) {
            session.carried();
        } else {
            session.aborted(response);
        }
    }

    /** Ends the answer with a frame, unless it has ended; false when it had. */
    boolean end(Outbox outbox, Ending ending) {
        boolean unused = outbox.detach(this);
        boolean mine = over.compareAndSet(false, true);
        if (mine) {
            response.finish(form.chunk(ending.frame()));
        }
        return mine;
    }

    /** Answers a request that may not receive. */
    void refuse(Ending ending) {
        over.set(true);
        byte[] last = form.chunk(ending.frame());
        if (form.streams()) {
            response.write(form.prelude(), failure -> response.finish(last));
        } else {
            response.finish(last);
        }
    }
}
