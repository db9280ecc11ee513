package io.sockee.endpoint;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads one of WildFly's connections for its WebSocket, on the connection's I/O thread, which serves many connections and is never
 * held: where another thread is busy with the session and too much waits for it, nothing is read until that has been handled. The
 * bytes are read into a buffer of the thread's, so a silent connection holds none.
 */
final class UndertowReader {
    private static final Logger LOG = System.getLogger(UndertowReader.class.getName());

    static final int BUFFER = 16 * 1024;

    /** After so many bytes other connections have their turn: all of a thread's wait for the one that it reads. */
    static final int TURN = 2 * BUFFER;

    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    /** Where the bytes come from. */
    interface Input extends Executor {

        /** Who is told from now on. On the I/O thread. */
        void tell(UndertowReader reader);

        /**
         * Reads what has come, and does not block.
         *
         * @return how many bytes there were, as many as the buffer holds at most; -1 when no more come
         * @throws IOException when the connection has failed
         */
        int read(byte[] buffer) throws IOException;

        /** Has {@link UndertowReader#ready} called when something has come, until {@link #suspendReads}. On the I/O thread. */
        void resumeReads();

        /** On the I/O thread. */
        void suspendReads();

        /** Lets the other connections of the I/O thread be read, before this one is told again. On the I/O thread. */
        void giveWay();

        /** Runs a task on the connection's I/O thread. */
        @Override
        void execute(Runnable task);
    }

    private final Input input;
    private final DirectChannel channel;
    private final DirectSocket socket;
    private final Executor application;
    private int taken; // since it has given way, or nothing had come

    /**
     * @param application runs a task at once, with the application's context
     */
    UndertowReader(Input input, DirectChannel channel, DirectSocket socket, Executor application) {
        this.input = input;
        this.channel = channel;
        this.socket = socket;
        this.application = application;
    }

    /** Begins to read; called once. What came with the request is among the first bytes. */
    void begin() {
        input.execute(() -> {
            input.tell(this);
            input.resumeReads();
        });
    }

    /** Something may have come, or the connection has ended. On the I/O thread. */
    void ready() {
        try {
            application.execute(() -> channel.reading(this::read));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A WebSocket could not be read", e);
            input.suspendReads();
            socket.failed();
        }
    }

    private void read() {
        byte[] buffer = BUFFERS.get();
        while (!channel.isCut()) {
            int length = read(buffer);
            if (length < 0) {
                input.suspendReads();
                socket.ended();
                return;
            }
            if (length > 0) {
                socket.read(buffer, length);
            }
            if (socket.isBehind()) {
                input.suspendReads();
                socket.onceCaughtUp(this::readOn);
                return;
            }
            taken = length == 0 ? 0 : taken + length;
            if (taken >= TURN) {
                taken = 0;
                input.giveWay();
                return;
            }
            if (length < buffer.length) {
                return; // the server tells when there is more
            }
        }
    }

    private int read(byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException e) { // reset, or too late for the server's own time-out
            LOG.log(Level.DEBUG, "A WebSocket's connection has ended", e);
            return -1;
        }
    }

    /** What had been read has been handled. Any thread. */
    private void readOn() {
        try {
            input.execute(input::resumeReads);
        } catch (RejectedExecutionException e) { // the server stops, and ends its connections
            LOG.log(Level.DEBUG, "A WebSocket is not read any more", e);
        }
    }
}
