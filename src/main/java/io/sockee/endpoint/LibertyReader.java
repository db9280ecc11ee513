package io.sockee.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of Open Liberty's connections for its WebSocket, on the server's threads, one at a time: each time that
 * something has come, all of it, then the server is asked to tell of more.
 */
final class LibertyReader implements LibertyConnections.Outcome {
    private static final Logger LOG = System.getLogger(LibertyReader.class.getName());

    /** After so many buffers that were full, others have their turn. */
    private static final int ROUNDS = 8;

    private static final int COPY = 16 * 1024;

    /** How often what is being read is taken back, a second at most each, before the connection is ended regardless. */
    private static final int TRIES = 3;

    private static final ThreadLocal<byte[]> COPIES = ThreadLocal.withInitial(() -> new byte[COPY]);

    /** What comes on the connection. */
    interface Input {
        /**
         * Begins to read, and does not block.
         *
         * @param later whether to wait for it on another thread, even if something is there
         * @return whether something has come; otherwise somebody is told, perhaps before this returns
         */
        boolean read(boolean later);

        /** Has the read that is under way fail, and each that follows. */
        void giveUp();

        /**
         * Hands over what has come.
         *
         * @param copy what it is copied to, piece by piece
         * @return how many bytes it was
         */
        int take(byte[] copy, Bytes taken);

        /** Hands over what had come with the request's head. */
        int takeEarly(byte[] copy, Bytes taken);

        /** Whether a read that brought so many bytes found no end of them. */
        boolean isFull(int taken);

        /** Lets the thread run with the application's context. */
        void enter();

        /** Takes it from the thread again. */
        void leave();
    }

    /** Bytes that have come. */
    interface Bytes {
        void come(byte[] bytes, int length);
    }

    private final DirectChannel channel;
    private final DirectSocket socket;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Input input;

    LibertyReader(DirectChannel channel, DirectSocket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /**
     * Begins; once. Called by a thread that has the application's context.
     *
     * @param from tells this reader
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

    /** Until there is nothing at once. From then on the next thread may be at it. */
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
        over.countDown();
    }

    /**
     * Reads what has come.
     *
     * @return whether that was all
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

    /** Runs it as what the application does. */
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

    /** Without the application's context nothing may be read; that it ends may be told. */
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
            over.countDown();
        }
    }

    /** Has the read that is under way fail, and does not wait for that. */
    void giveUp() {
        Input from = input;
        if (from != null) {
            from.giveUp();
        }
    }

    /**
     * Waits until nobody reads any more, for a while. Called by a thread that may wait, when the WebSocket has been cut: what
     * the server reads into must not go back to it before.
     */
    void stop() throws InterruptedException {
        Input from = input;
        if (from == null) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            from.giveUp();
            if (over.await(1, TimeUnit.SECONDS)) {
                return;
            }
        }
        LOG.log(Level.DEBUG, "A WebSocket is ended while it is being read");
    }
}
