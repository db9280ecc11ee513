package io.sockee.routing;

import io.sockee.api.RefusedException;
import java.util.Map;

/** More calls came than may, or more attempts to be somebody. */
public final class LimitException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private LimitException(String message, long seconds) {
        super(message, Map.of(RETRY_AFTER, seconds));
    }

    /**
     * The refusal of a call.
     *
     * @param wait after how many nanoseconds it may come
     */
    public static LimitException after(long wait) {
        long seconds = seconds(wait);
        return new LimitException(
                seconds == 1
                        ? "Too many calls: try again in a second."
                        : "Too many calls: try again in " + seconds + " seconds.",
                seconds);
    }

    /**
     * The refusal of an attempt to authenticate.
     *
     * @param wait after how many nanoseconds there may be another
     */
    public static LimitException ofAttempts(long wait) {
        return new LimitException("Too many attempts. Try again later.", seconds(wait));
    }

    private static long seconds(long wait) {
        return Math.max(1, (wait - 1) / 1_000_000_000L + 1);
    }
}
