package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.api.User;

/** The bounds of what a session may hold, and what is said at them. */
final class SessionCheck {
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

    static void refuseUnstorable(User user) {
        int roles = user.roles().stream().mapToInt(role -> role.length() + 3).sum();
        if (Math.max(user.id().length(), user.name().length()) > SessionLimits.MAX_NAME || roles > 1_000) {
            throw new RefusedException("A user at a session has an id and a name of " + SessionLimits.MAX_NAME
                    + " characters at most, and roles of 1000 together.");
        }
    }
}
