package io.sockee.endpoint;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks whether the other end of a socket has closed it, without taking a byte from it, so that the container can read on as if
 * nobody had looked. A socket that is readable but has no bytes has ended, by a FIN or a reset. Or looks whether it takes bytes.
 * Does not block. Safe for any thread.
 */
public final class ClosedPeers {
    private static final Logger LOG = System.getLogger(ClosedPeers.class.getName());

    /** A selector costs two file descriptors and more time than the look itself, so a few are kept. */
    private static final int KEPT = 16;

    /**
     * Bytes of the longest close of TLS: 24 to 85 for {@code close_notify}, depending on the cipher, and 80 for the two alerts
     * that Java's clients send. They are encrypted, but told from a request by their size: the shortest one for a session takes
     * more than 100.
     */
    private static final int LONGEST_FAREWELL = 85;

    private final Queue<Selector> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Whether the socket has ended and nothing is left to be read. Bytes that have not been read hide the end, except those of a
     * TLS close.
     *
     * @param channel a non-blocking one; for a blocking one, or one that cannot be looked at, the answer is false
     * @param encrypted whether TLS is spoken on it
     */
    boolean hasClosed(SocketChannel channel, boolean encrypted) {
        try {
            return isReady(channel, SelectionKey.OP_READ) && isEmpty(channel, encrypted);
        } catch (ClosedChannelException | CancelledKeyException | SocketException e) {
            return true; // closed on this side meanwhile
        } catch (IOException | IllegalBlockingModeException e) {
            LOG.log(Level.DEBUG, "A socket could not be looked at", e); // no descriptor is free, or it blocks
            return false;
        }
    }

    private static boolean isEmpty(SocketChannel channel, boolean encrypted) throws IOException {
        int waiting = channel.socket().getInputStream().available();
        return waiting <= (encrypted ? LONGEST_FAREWELL : 0);
    }

    /**
     * Whether the system takes some bytes for the socket, so that to write a few does not block; true for a socket that has ended
     * or cannot be looked at: whoever writes finds out.
     */
    boolean takes(SocketChannel channel) {
        try {
            return isReady(channel, SelectionKey.OP_WRITE);
        } catch (IOException | CancelledKeyException | IllegalBlockingModeException e) {
            LOG.log(Level.DEBUG, "A socket could not be looked at", e);
            return true;
        }
    }

    private boolean isReady(SocketChannel channel, int operation) throws IOException {
        Selector selector = take();
        boolean usable = false;
        try {
            SelectionKey key = channel.register(selector, operation);
            boolean ready;
            try {
                int unused = selector.selectNow();
                ready = key.isValid() && (key.readyOps() & operation) != 0;
                selector.selectedKeys().clear();
            } finally {
                key.cancel();
                int unused = selector.selectNow(); // removes the cancelled key: the channel's close waits for that
            }
            usable = true;
            return ready;
        } catch (ClosedChannelException e) {
            usable = selector.isOpen(); // it is the socket that is closed
            throw e;
        } finally {
            if (usable) {
                giveBack(selector);
            } else {
                selector.close();
            }
        }
    }

    private Selector take() throws IOException {
        Selector selector = idle.poll();
        if (selector == null) {
            return Selector.open();
        }
        kept.decrementAndGet();
        return selector;
    }

    private void giveBack(Selector selector) throws IOException {
        if (kept.incrementAndGet() > KEPT) {
            kept.decrementAndGet();
            selector.close();
            return;
        }
        idle.add(selector);
        if (closed) {
            close(); // again, for this one
        }
    }

    /** Closes the selectors that are kept. It can still be asked afterwards. */
    public void close() {
        closed = true;
        for (Selector selector = idle.poll(); selector != null; selector = idle.poll()) {
            kept.decrementAndGet();
            try {
                selector.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A selector could not be closed", e);
            }
        }
    }
}
