package io.sockee.endpoint;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one of WildFly's connections. Does not block: what the socket does not take at once is written by the
 * connection's I/O thread when the socket takes it.
 */
final class UndertowWire implements DirectChannel.Wire {
    private static final Logger LOG = System.getLogger(UndertowWire.class.getName());

    /** The JDK copies what it writes to a buffer of the thread's, which stays as large as the largest piece was. */
    static final int SLICE = 32 * 1024;

    private static final byte[] NONE = new byte[0];

    /** Where the bytes go. */
    interface Output extends Executor {

        /** Who is told from now on. */
        void tell(UndertowWire wire);

        /** Whether this thread may write; if not, {@link #execute} has one that may. */
        boolean mayWrite();

        /** How many bytes may be written before others have their turn. */
        long mostInATurn();

        /**
         * Writes what the socket takes, and does not block.
         *
         * @return how many bytes it has taken
         */
        int write(byte[] bytes, int from, int length) throws IOException;

        /** Whether the socket has taken everything that was written; if not, it is called again when there is room. */
        boolean flush() throws IOException;

        /** Has {@link UndertowWire#ready} called when there is room, again and again until {@link #suspendWrites}. Any thread. */
        void resumeWrites();

        void suspendWrites();

        /** Runs a task on the connection's I/O thread. */
        @Override
        void execute(Runnable task);

        /** Ends the connection. Any thread; does not block. */
        void end();
    }

    private final Output output;
    private final Executor application;
    private @Nullable DirectChannel channel;

    // Belong to the frame under way: read and written by the thread that writes it.
    private byte[] frame = NONE;
    private int at;
    private boolean full; // it waits for room, not for its next turn
    private long written; // in this turn

    /** Whether the I/O thread is to go on with the frame. Written after the fields above. */
    private volatile boolean waiting;

    private volatile int roomMade; // written by the I/O thread

    /**
     * @param application runs a task at once, with the application's context
     */
    UndertowWire(Output output, Executor application) {
        this.output = output;
        this.application = application;
    }

    /** Called once, before the first frame. */
    void use(DirectChannel tells) {
        channel = tells;
        output.tell(this);
    }

    @Override
    public boolean write(byte[] next) throws IOException {
        frame = next;
        at = 0;
        if (!output.mayWrite()) {
            waiting = true;
            output.execute(this::begin);
            return false;
        }
        return writeOn();
    }

    /** Whether the whole frame has gone; if not, the I/O thread has been asked to go on, and may have done so by now. */
    private boolean writeOn() throws IOException {
        byte[] bytes = frame;
        int from = at;
        full = false;
        while (from < bytes.length && written < output.mostInATurn()) {
            int now = output.write(bytes, from, Math.min(SLICE, bytes.length - from));
            if (now <= 0) {
                full = true;
                break;
            }
            from += now;
            written += now;
        }
        at = from;
        if (from == bytes.length && output.flush()) { // of TLS there may be a record that has not gone
            frame = NONE;
            return true;
        }
        full |= from == bytes.length;
        waiting = true;
        output.resumeWrites();
        return false;
    }

    /** On the I/O thread, by a task. It runs all of those before it looks at sockets: so this gives no new turn. */
    private void begin() {
        if (waiting) {
            boolean unused = goOn();
        }
    }

    /** There is room, or so the server says: it may say so when nothing waits. On the I/O thread. */
    void ready() {
        if (waiting) {
            written = 0;
            boolean wasFull = full;
            if (goOn() && wasFull) {
                madeRoom();
            }
            return;
        }
        output.suspendWrites();
        if (waiting) { // since the look above; and that thread's wish may have come before the line above
            output.resumeWrites();
        }
    }

    /** Whether the socket has taken something. */
    private boolean goOn() {
        waiting = false;
        int from = at;
        Throwable failure = null;
        try {
            if (!writeOn()) {
                return at != from;
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        output.suspendWrites();
        tell(failure);
        return failure == null;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the I/O thread alone
    private void madeRoom() {
        roomMade++;
    }

    @Override
    public int roomMade() {
        return roomMade;
    }

    /** What follows may be any of the session's work. */
    private void tell(@Nullable Throwable failure) {
        DirectChannel told = channel;
        if (told == null) {
            return;
        }
        try {
            application.execute(() -> told.writer().written(failure));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A WebSocket is ended, as what follows a write has failed", e);
            told.cut();
        }
    }

    @Override
    public void giveUp() {
        DirectChannel told = channel;
        if (told != null) {
            told.cut(); // nothing has to be waited for
        }
    }

    @Override
    public void cut(boolean reading) {
        output.end();
    }
}
