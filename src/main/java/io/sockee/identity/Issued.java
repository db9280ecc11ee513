package io.sockee.identity;

/**
 * A login that has just begun.
 *
 * @param token the secret that stands for it; told to its owner once, and never stored or logged
 */
public record Issued(Login login, String token) {

    /** What may be shown to anybody. */
    @Override
    public String toString() {
        return login.toString();
    }
}
