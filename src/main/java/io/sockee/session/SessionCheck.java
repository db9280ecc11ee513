package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.time.Instant;

/** The bounds of what a session may hold, and what is said at them. */
final class SessionCheck {
    /** MariaDB keeps times up to the year 9999. */
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private SessionCheck() {}

    /** Refuses a change by which a session would hold more than it may; one that already does may only lose something. */
    static void refuseTooLarge(SessionState before, SessionState after, SessionLimits limits) {
        refuse(before.data().size(), after.data().size(), limits.maxKeys(), "values");
        refuse(before.bytes(), after.bytes(), limits.maxBytes(), "bytes");
        refuse(before.channels().size(), after.channels().size(), limits.maxChannels(), "channels");
    }

    private static void refuse(int before, int after, int most, String what) {
        if (after > most && after > before) {
            throw new RefusedException("A session can have " + most + " " + what + ", no more.");
        }
    }

    /** Refuses a user whom some database would not take, or not as he is: he would have to be tried again without end. */
    static void refuseUnstorable(SessionUser login) {
        User user = login.user();
        int roles = user.roles().stream().mapToInt(role -> role.length() + 3).sum();
        if (Math.max(user.id().length(), user.name().length()) > SessionLimits.MAX_NAME || roles > 1_000) {
            throw new RefusedException("A user at a session has an id and a name of " + SessionLimits.MAX_NAME
                    + " characters at most, and roles of 1000 together.");
        }
        if (!isText(user.id()) || !isText(user.name())) {
            throw new RefusedException(
                    "The id and the name of a user at a session have no control characters or halves of characters.");
        }
        Instant until = login.until();
        if (until != null && (until.isBefore(Instant.EPOCH) || !until.isBefore(TOO_LATE))) {
            throw new RefusedException("A user is logged in at a session until a time from 1970 to 9999.");
        }
    }

    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(one -> Character.isISOControl(one) || Character.getType(one) == Character.SURROGATE);
    }
}
