package io.sockee.auth;

/** The envelope, where no dispatcher makes it: pushed to a client, or answered over HTTP. */
public record AuthAnswer(boolean ok, Object err, Object res) {

    /** It went well. */
    public static AuthAnswer success(Object res) {
        return new AuthAnswer(true, false, res);
    }

    /** It did not, and why. */
    public static AuthAnswer failure(String message) {
        return new AuthAnswer(false, message, false);
    }
}
