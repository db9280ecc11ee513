package io.sockee.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of Open Liberty's connections for its WebSocket, on the server's threads, one at a time. When the server tells that
 * something has come, all of it is read; then the server is asked to tell when more comes.
 */
final class LibertyReader implements LibertyConnections.Outcome {
    private static final Logger LOG = System.getLogger(LibertyReader.class.getName());

    /** After so many full buffers the thread is given back, so that other connections are read. */
    private static final int ROUNDS = 8;

    private static final int COPY = 16 * 1024;

    /** How often it is tried to take the pending read back, each for a second at most, before the connection is ended anyway. */
    private static final int TRIES = 3;

    private static final ThreadLocal<byte[]> COPIES = ThreadLocal.withInitial(() -> new byte[COPY]);

    /** The connection's input. Used by one thread at a time, except {@link #giveUp}. */
    interface Input {
        /**
         * Begins to read, and does not block.
         *
         * @param later whether another thread is told even if something is there at once
         * @return whether something is there; if not, the {@link LibertyConnections.Outcome} is told, perhaps before this returns
         */
        boolean read(boolean later);

        /** Has the read that is under way fail, and each that follows. Any thread; does not block. */
        void giveUp();

        /**
         * Hands over what has come.
         *
         * @param copy a buffer to which the bytes are copied, piece by piece
         * @return how many bytes there were
         */
        int take(byte[] copy, Bytes taken);

        /** Hands over the bytes that came behind the request's head. */
        int takeEarly(byte[] copy, Bytes taken);

        /** Whether a read of so many bytes filled its buffer, so that more may be there. */
        boolean isFull(int taken);

        /** Gives this thread the application's context. */
        void enter();

        /** Takes the application's context from this thread. */
        void leave();
    }

    /** Bytes that have come. */
    interface Bytes {
        void come(byte[] bytes, int length);
    }

    private final DirectChannel channel;
    private final DirectSocket socket;
    private volatile boolean over;
    private volatile @Nullable CountDownLatch stopping; // there for whoever waits
    private volatile @Nullable Input input;

    LibertyReader(DirectChannel channel, DirectSocket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /**
     * Begins; called once, by a thread that has the application's context.
     *
     * @param from the input, which tells this reader when something has come
     */
    void begin(Input from) {
        input = from;
        channel.reading(() -> from.takeEarly(COPIES.get(), this::come));
        readOn(from, true);
    }

    @Override
    public void done() {
        Input from = input;
        if (from != null) {
            readOn(from, take(from));
        }
    }

    /** Reads until nothing is there at once. After that, another thread may already be reading. */
    private void readOn(Input from, boolean firstIsLater) {
        boolean later = firstIsLater;
        for (int round = 1; !channel.isCut(); round++) {
            boolean come;
            try {
                come = from.read(later);
            } catch (RuntimeException | Error e) { // the connection was gone before
                failed(e);
                return;
            }
            if (!come) {
                return;
            }
            later = take(from) || round % ROUNDS == 0;
        }
        over();
    }

    /** Nobody reads any more. */
    private void over() {
        over = true;
        CountDownLatch waits = stopping; // which looks itself after it has come to wait
        if (waits != null) {
            waits.countDown();
        }
    }

    /**
     * Takes what has come.
     *
     * @return whether that was all that is there
     */
    private boolean take(Input from) {
        int[] taken = new int[1];
        with(from, () -> taken[0] = from.take(COPIES.get(), this::come));
        return !from.isFull(taken[0]);
    }

    private void come(byte[] bytes, int length) {
        if (!channel.isCut()) {
            socket.read(bytes, length);
        }
    }

    /** Runs a task with the application's context. */
    private void with(Input from, Runnable reading) {
        boolean entered = enter(from);
        try {
            channel.reading(() -> {
                try {
                    reading.run();
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A WebSocket could not be read", e);
                    socket.failed();
                }
            });
        } finally {
            if (entered) {
                from.leave();
            }
        }
    }

    /** False when there is no application's context (any more): then nothing may be read, only the end be told. */
    private boolean enter(Input from) {
        try {
            from.enter();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A WebSocket is ended, since the application's context cannot be had", e);
            socket.failed();
            return false;
        }
    }

    /** The peer has gone, or reading was given up here. */
    @Override
    public void failed(Throwable failure) {
        Input from = input;
        try {
            if (from != null && !channel.isCut()) {
                LOG.log(Level.DEBUG, "A WebSocket's connection has ended", failure);
                with(from, socket::ended);
            }
        } finally {
            over();
        }
    }

    /** Has the read that is under way fail; does not block. */
    void giveUp() {
        Input from = input;
        if (from != null) {
            from.giveUp();
        }
    }

    /**
     * Blocks until nobody reads any more, for some seconds at most. Called, by a thread that may block, when the WebSocket has
     * been cut: the server's buffer must not be given back while the server reads into it.
     */
    void stop() throws InterruptedException {
        Input from = input;
        if (from == null) {
            return;
        }
        CountDownLatch latch = new CountDownLatch(1);
        stopping = latch;
        for (int i = 0; i < TRIES; i++) {
            from.giveUp();
            if (over || latch.await(1, TimeUnit.SECONDS)) {
                return;
            }
        }
        LOG.log(Level.DEBUG, "A WebSocket is ended while it is being read");
    }
}
