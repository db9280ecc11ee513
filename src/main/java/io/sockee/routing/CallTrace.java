package io.sockee.routing;

import io.sockee.api.RefusedException;
import org.jspecify.annotations.Nullable;

/** How one call is followed by whoever traces. Safe for any thread; does not block, and throws nothing. */
public interface CallTrace {

    /** Runs a part of the call, on this thread, which knows meanwhile that this call is what is going on. */
    void run(Runnable part);

    /**
     * The call has ended. Once.
     *
     * @param refusal what the caller was told, if it did not succeed
     */
    void ended(@Nullable RefusedException refusal);
}
