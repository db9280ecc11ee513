package io.sockee.identity;

/**
 * A login that has just begun.
 *
 * @param token the secret that stands for the login; told to its owner once, never stored or logged
 */
public record Issued(Login login, String token) {

    /** What may be shown to anybody. */
    @Override
    public String toString() {
        return login.toString();
    }
}
