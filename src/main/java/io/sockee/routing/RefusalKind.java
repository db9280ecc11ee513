package io.sockee.routing;

import io.sockee.api.RefusedException;
import java.util.Map;

/** Why a call was refused, for whoever has to say it in another way than by its message, such as by an HTTP status. */
public enum RefusalKind {
    /** Arguments are missing, of a wrong type, or break constraints. */
    INPUT,
    /** Nobody is logged in. */
    NOT_LOGGED_IN,
    /** The user may not call the method. */
    NOT_ALLOWED,
    /** More calls came than may; it may be tried again later. */
    TOO_MANY,
    /** It may be tried again later, as {@link RefusedException#retryAfter} says. */
    LATER,
    /** Something failed that nobody expected. */
    FAILED,
    /** The application said no. */
    REFUSED;

    /** The kind of a refusal that {@link Failures} has made or passed on. */
    public static RefusalKind of(RefusedException refusal) {
        if (refusal instanceof AccessException access) {
            return access.isKnown() ? NOT_ALLOWED : NOT_LOGGED_IN;
        } else if (refusal instanceof FailedException) {
            return FAILED;
        } else if (refusal instanceof LimitException) {
            return TOO_MANY;
        } else if (refusal instanceof BindingException || !refusal.fields().isEmpty()) {
            return INPUT;
        }
        return seconds(refusal) > 0 ? LATER : REFUSED;
    }

    /** After how many seconds it may be tried again; 0 when that was not said. */
    public static long seconds(RefusedException refusal) {
        return refusal.data() instanceof Map<?, ?> data
                        && data.get(RefusedException.RETRY_AFTER) instanceof Number seconds
                ? seconds.longValue()
                : 0;
    }
}
