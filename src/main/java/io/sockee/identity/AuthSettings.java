package io.sockee.identity;

import java.time.Duration;

/**
 * The settings of users and tokens.
 *
 * @param emailRequired whether an e-mail address has to be given to register
 * @param tokenTimeout how long a token is good without being renewed
 * @param remembered how long a persistent login lives after its token was last renewed; zero means for ever
 * @param name how long a name may be
 * @param password how long a password may be
 * @param composition whether a password needs a digit and a special character
 * @param oneSession whether a login ends the user's other tokens
 * @param registration whether anybody may register
 */
public record AuthSettings(
        boolean emailRequired,
        Duration tokenTimeout,
        Duration remembered,
        Length name,
        Length password,
        boolean composition,
        boolean oneSession,
        boolean registration) {

    /** A range of lengths in characters, both ends included. */
    public record Length(int min, int max) {
        public Length {
            if (min < 1 || max < min) {
                throw new IllegalArgumentException("from " + min + " to " + max + " is no range of lengths");
            }
        }

        boolean holds(String text) {
            int length = text.codePointCount(0, text.length());
            return length >= min && length <= max;
        }
    }
}
