package io.sockee.sockjs;

import io.sockee.connection.Outbox;
import org.jspecify.annotations.Nullable;

/** A session's side for requests that receive: one at a time. Called within the session's mailbox. */
final class Receivers {
    private final Outbox outbox;
    private @Nullable Receiver newest; // which may be over
    private boolean told; // the close has left the outbox, or will not: later receivers are told it at once

    Receivers(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Whether a request receives at this moment. */
    boolean isReceiving() {
        return newest != null && !newest.isOver();
    }

    /** Ends the answer of the request that receives with the next frame, if it would go on; whether it would. */
    boolean endWithNext() {
        return newest != null && newest.endWithNext();
    }

    /** Whether the request that receives has lost its client, and nobody has told us yet. */
    boolean isGone() {
        return newest != null && newest.isGone();
    }

    /** Is another number when the client has read some of a long answer. */
    int progress() {
        return newest == null ? 0 : newest.progress();
    }

    /** Whether a request is the one that received last. */
    boolean isNewest(SockJsResponse response) {
        return newest != null && newest.answers(response);
    }

    /** How long the client may still be reading the end of the last answer, in milliseconds; 0 when that has not ended. */
    long readingTime() {
        return newest != null && newest.isOver() ? newest.readingTime() : 0;
    }

    /** Whether requests have to be told of the end when they come. */
    boolean isTold() {
        return told;
    }

    /** A request receives from now on. */
    void begin(Receiver next) {
        newest = next;
        next.begin(outbox);
    }

    /**
     * A request's answer has ended.
     *
     * @param closeTold whether it has told its client of the end
     * @return whether nobody receives now
     */
    boolean isOver(Receiver which, boolean closeTold, Ending ending) {
        told |= closeTold;
        if (newest == which) {
            return true;
        }
        if (told) {
            end(ending); // another one came before this was known
        }
        return false;
    }

    /** What waits will not be sent: whoever receives is told of the end, and so are all that come. */
    void interrupt(Ending ending) {
        told = true;
        end(ending);
    }

    /** The session ends: the request that receives is answered. */
    void end(Ending ending) {
        if (newest != null) {
            boolean unused = newest.end(outbox, ending);
        }
    }
}
