package io.sockee.routing;

import io.sockee.api.Ack;
import io.sockee.event.RawArguments;
import org.jspecify.annotations.Nullable;

/** The ways back to the client that called. Safe for any thread. */
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

    /** Sends the ack, if the client asked for one and has none yet. */
    void ack(RawArguments arguments);

    /** Sends an event to the client. */
    void emit(String event, RawArguments arguments);
}
