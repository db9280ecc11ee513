package io.sockee.routing;

import io.sockee.api.RefusedException;
import java.util.Map;

/** More calls came than may. */
public final class LimitException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private LimitException(long seconds) {
        super(
                seconds == 1
                        ? "Too many calls: try again in a second."
                        : "Too many calls: try again in " + seconds + " seconds.",
                Map.of(RETRY_AFTER, seconds));
    }

    /**
     * The refusal of a call.
     *
     * @param wait after how many nanoseconds it may come
     */
    public static LimitException after(long wait) {
        return new LimitException(Math.max(1, (wait - 1) / 1_000_000_000L + 1));
    }
}
