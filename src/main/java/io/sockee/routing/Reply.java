package io.sockee.routing;

import io.sockee.api.Ack;
import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import org.jspecify.annotations.Nullable;

/** The way back to the client that called. Safe for any thread; does not block. */
public interface Reply extends Ack {

    /** For calls that no client waits for. */
    Reply NONE = new Reply() {
        @Override
        public boolean isRequested() {
            return false;
        }

        @Override
        public void send(@Nullable Object... arguments) {
            // nobody asked
        }

        @Override
        public void ack(RawArguments arguments) {
            // nobody asked
        }

        @Override
        public void emit(String event, RawArguments arguments) {
            // nobody asked
        }
    };

    /** The result's JSON in an answer to a call; null when the method returns nothing. For replies in a form of their own. */
    static @Nullable String result(RawArguments answer) {
        return Envelope.result(answer);
    }

    /** Sends the ack if the client asked for one and has not got it yet, else nothing; in a transaction, with the commit. */
    void ack(RawArguments arguments);

    /**
     * The call has failed.
     *
     * @param refusal what the client is told
     * @param usual sends it as an answer to an event
     */
    default void refuse(RefusedException refusal, Runnable usual) {
        usual.run();
    }

    /**
     * The call is answered by a stream: gives it its way to the caller.
     *
     * @param caller in whose context the application is asked for items
     * @return what the caller is told of it in the answer; null when the stream is the answer
     * @throws RefusedException when there cannot be one more stream
     */
    default @Nullable Object open(ItemStream stream, Caller caller) {
        throw new RefusedException("A stream cannot go to this caller.");
    }

    /** Sends an event to the client; in a transaction, with the commit. */
    void emit(String event, RawArguments arguments);
}
