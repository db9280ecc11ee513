package io.sockee.endpoint;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * Writes the body of an answer that is there as a whole, when the container says so, and in pieces where it is long: then it can be seen
 * that a client that reads slowly does read. A piece that has been taken may be in the system's buffers still, and is nobody's sign of life
 * by itself; but when those are full, the next one is taken only as the client reads. The container calls by one thread at a time.
 */
final class WholeBody implements WriteListener {
    /** One at least is read in the time that a client has for an answer to a ping: at less than 4 KB a second with the usual times. */
    static final int PIECE = 65_536;

    private final ServletOutputStream out;
    private final byte[] body;
    private final Runnable progress;
    private final Runnable written;
    private final Runnable failed;
    private int handedOver; // bytes
    private boolean begun;
    private boolean flushed;

    /**
     * @param progress run with each further piece that is taken: not with the first one
     * @param written run when the container has taken all of it
     * @param failed run when it cannot be written
     */
    WholeBody(ServletOutputStream out, byte[] body, Runnable progress, Runnable written, Runnable failed) {
        this.out = out;
        this.body = body;
        this.progress = progress;
        this.written = written;
        this.failed = failed;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (!isHandedOver() && out.isReady()) {
            if (begun) {
                progress.run();
            }
            begun = true;
            int length = Math.min(PIECE, body.length - handedOver);
            out.write(body, handedOver, length);
            handedOver += length;
        }
        // To complete the request would write as well, but would not tell of a reset connection: the messages in a
        // poll's answer would be lost, and its session would go on.
        if (isHandedOver() && !flushed && out.isReady()) {
            flushed = true;
            out.flush();
        }
        if (flushed && out.isReady()) {
            written.run();
        }
    }

    private boolean isHandedOver() {
        return begun && handedOver == body.length;
    }

    @Override
    public void onError(Throwable failure) {
        failed.run();
    }
}
