package io.sockee.endpoint;

import io.sockee.connection.WebSocketChannel;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a WebSocket of the container. Any thread; does not block, except that a close by the thread that reads
 * from the WebSocket may wait there until its frame has been written.
 */
final class JakartaChannel implements WebSocketChannel {
    private static final Logger LOG = System.getLogger(JakartaChannel.class.getName());

    /** How long the peer may take to answer our close frame before the container drops the connection. */
    private static final long CLOSE_TIMEOUT_MILLIS = 30_000;

    private final Session session;
    private final Executor executor;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean sending;
    private volatile boolean gone;
    private volatile @Nullable Thread reader;

    /**
     * @param executor runs a close that could block
     */
    JakartaChannel(Session session, Executor executor) {
        this.session = session;
        this.executor = executor;
    }

    /** Runs what a received message brings about, on the container's thread for this WebSocket. */
    void reading(Runnable input) {
        reader = Thread.currentThread();
        try {
            input.run();
        } finally {
            reader = null;
        }
    }

    /** The WebSocket is gone: further sends do nothing and tell no outcome, so that they do not end the session as failures. */
    void gone() {
        gone = true;
    }

    @Override
    public void sendText(String text, Sent sent) {
        if (gone) {
            return;
        }
        sending = true;
        try {
            session.getAsyncRemote().sendText(text, handler(sent));
        } catch (IllegalStateException | IllegalArgumentException e) {
            sent.sent(e); // closed since
        }
    }

    @Override
    public void sendBinary(byte[] bytes, Sent sent) {
        if (gone) {
            return;
        }
        sending = true;
        try {
            // Read-only, as the bytes are shared with other recipients, would cost containers a copy.
            session.getAsyncRemote().sendBinary(ByteBuffer.wrap(bytes), handler(sent));
        } catch (IllegalStateException | IllegalArgumentException e) {
            sent.sent(e); // closed since
        }
    }

    /** By a thread that may wait: containers write it synchronously, which on Open Liberty may last until the client reads. */
    @Override
    public void sendPing(Sent sent) {
        if (gone) {
            return;
        }
        sending = true;
        try {
            executor.execute(() -> pingNow(sent));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Stopped: nobody waits for a pong any more", e);
        }
    }

    private void pingNow(Sent sent) {
        @Nullable Throwable failure = null;
        try {
            session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException | Error e) { // else nothing would be sent any more
            failure = e; // closed since, mostly
        }
        sending = false;
        sent.sent(failure);
    }

    private SendHandler handler(Sent sent) {
        return result -> {
            sending = false;
            sent.sent(result.isOK() ? null : failure(result.getException()));
        };
    }

    private static Throwable failure(Throwable cause) {
        return cause == null ? new IOException("The frame was not sent.") : cause;
    }

    @Override
    public void close(int code, String reason) {
        if (!session.isOpen() || !closing.compareAndSet(false, true)) {
            return; // the first reason is the one that the client is told
        }
        if (reader == Thread.currentThread() && !sending) {
            closeNow(code, reason);
            return;
        }
        // Elsewhere Open Liberty first takes its pending read back, which may last a second, and then writes the close
        // frame synchronously, which may last until the client reads.
        try {
            executor.execute(() -> closeNow(code, reason));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Stopped: the container closes its WebSockets itself", e);
        } catch (Error e) { // no thread can be had: this one has to do it, or the connection would stay
            closeNow(code, reason);
            throw e;
        }
    }

    private void closeNow(int code, String reason) {
        try {
            session.setMaxIdleTimeout(CLOSE_TIMEOUT_MILLIS);
            session.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "A WebSocket was closed from both sides at once", e);
        }
    }
}
