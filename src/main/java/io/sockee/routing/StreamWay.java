package io.sockee.routing;

import io.sockee.api.RefusedException;
import java.util.List;

/** The way of a stream's items to its caller. Called by one thread at a time, any thread; does not block. */
public interface StreamWay {

    /**
     * Sends an item.
     *
     * @param json the item, with placeholders for its attachments
     * @return false when it found no room and is lost: the stream fails
     */
    boolean item(String json, List<byte[]> attachments);

    /** All items have been sent. Nothing follows. */
    void end();

    /** The stream has failed, behind the items that have been sent. Nothing follows. */
    void fail(RefusedException refusal);

    /** Runs a task once what has been sent is on its way, so that there is room for more; now, perhaps, on this thread. */
    void whenSent(Runnable more);

    /** Runs the application's code, soon, on a thread that may block, in the context of the caller. */
    void run(Runnable code);
}
