package io.sockee.identity;

import io.sockee.api.RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody is not let in, or gave invalid input. The messages are those that Sockey's clients know. */
public final class AuthException extends RefusedException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for code that decides by it, such as on an HTTP status. */
    public enum Kind {
        /** The input is invalid. */
        INVALID,
        /** Name, password or token are wrong, or the token is past its time. */
        UNAUTHENTICATED,
        /** This is not allowed here. */
        FORBIDDEN,
        /** The name belongs to somebody else. */
        TAKEN,
        /** There were too many failures; it may be tried again later. */
        THROTTLED,
        /** The database cannot be asked at the moment. */
        UNAVAILABLE,
        /** Users are switched off here. */
        ABSENT
    }

    /** After how many seconds it may be tried again. */
    private static final Map<Kind, Integer> PASSES = Map.of(Kind.UNAVAILABLE, 5, Kind.THROTTLED, 60);

    private final Kind kind;

    public AuthException(Kind kind, String message) {
        super(message, data(kind));
        this.kind = kind;
    }

    private static @Nullable Object data(Kind kind) {
        Integer seconds = PASSES.get(kind);
        return seconds == null ? null : Map.of(RETRY_AFTER, seconds);
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** The input is invalid. */
    public static AuthException invalid(String message) {
        return new AuthException(Kind.INVALID, message);
    }

    /** One message for unknown users and wrong passwords: nobody learns who is registered. */
    static AuthException userNotFound() {
        return new AuthException(Kind.UNAUTHENTICATED, "User not found.");
    }
}
