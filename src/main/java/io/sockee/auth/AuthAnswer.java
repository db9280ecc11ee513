package io.sockee.auth;

/** The envelope where no dispatcher makes it: for events that are pushed to a client, and for answers over HTTP. */
public record AuthAnswer(boolean ok, Object err, Object res) {

    /** The envelope of a success. */
    public static AuthAnswer success(Object res) {
        return new AuthAnswer(true, false, res);
    }

    /** The envelope of a failure, with the message for the client. */
    public static AuthAnswer failure(String message) {
        return new AuthAnswer(false, message, false);
    }
}
