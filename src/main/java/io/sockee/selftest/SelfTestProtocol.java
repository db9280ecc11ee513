package io.sockee.selftest;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.Timers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What the server does on the connections of its {@link SelfTestClient}: it sends back what comes. Where it is asked to
 * {@value #FILL}, it sends blocks until the connection takes no more; another connection may ask how many it {@value #FILLED}.
 *
 * <p>The connections must drop what their queue has no room for.
 */
public final class SelfTestProtocol {
    static final String FILL = "fill";
    static final String FILLED = "filled";

    /** A connection is full if it has taken all that it is given no more at so many looks: now and then it still takes a little. */
    private static final int LOOKS = 5;

    private static final int MILLIS_BETWEEN = 20;

    private final Timers timers;
    private final Executor executor;
    private final CompletableFuture<Integer> filled = new CompletableFuture<>();

    /**
     * @param executor runs what sends blocks; it is not held, unless the connection blocks
     */
    public SelfTestProtocol(Timers timers, Executor executor) {
        this.timers = timers;
        this.executor = executor;
    }

    /** A connection of the client's. */
    public ConnectionListener accept(Connection connection) {
        return new Echo(connection);
    }

    private final class Echo implements ConnectionListener {
        private final Connection connection;

        Echo(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onText(String frame, int offset) {
            switch (frame.substring(offset)) {
                case FILL -> executor.execute(new Filling(connection));
                case FILLED -> {
                    CompletableFuture<Void> unused =
                            filled.thenAccept(count -> send(Frames.text(frame.substring(0, offset) + count)));
                }
                default -> send(Frames.text(frame));
            }
        }

        @Override
        public void onBinary(byte[] message) {
            send(Frames.of(new Frame.Binary(message)));
        }

        private void send(Frames frames) {
            boolean unused = connection.send(frames); // the client notices what is missing
        }

        @Override
        public void onClose(CloseReason reason) {
            // The client has what it wanted, or says what it has not.
        }
    }

    /** Sends blocks until the connection takes no more. By one thread at a time. */
    private final class Filling implements Runnable {
        private final Connection connection;
        private int sent;
        private int looks;

        Filling(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void run() {
            while (sent < Blocks.MOST && connection.send(Frames.of(new Frame.Binary(Blocks.block(sent))))) {
                sent++;
            }
            if (sent == Blocks.MOST || ++looks == LOOKS) {
                boolean unused = filled.complete(sent);
            } else {
                Timers.Timer unused = timers.scheduleMillis(MILLIS_BETWEEN, () -> executor.execute(this));
            }
        }
    }
}
