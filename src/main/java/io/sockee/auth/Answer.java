package io.sockee.auth;

/** The envelope, where no dispatcher makes it: pushed to a client, or answered over HTTP. */
public record Answer(boolean ok, Object err, Object res) {

    /** It went well. */
    public static Answer success(Object res) {
        return new Answer(true, false, res);
    }

    /** It did not, and why. */
    public static Answer failure(String message) {
        return new Answer(false, message, false);
    }
}
