package io.sockee.identity;

import io.sockee.api.RefusedException;

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
        UNAVAILABLE
    }

    private final Kind kind;

    public AuthException(Kind kind, String message) {
        super(message);
        this.kind = kind;
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
