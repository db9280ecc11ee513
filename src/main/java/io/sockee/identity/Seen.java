package io.sockee.identity;

/**
 * A token that is good, looked at without a trace.
 *
 * @param isPending whether {@link Logins#check} has something to write: the token is past its time and is renewed, or it is
 *     a new one that has not been shown before
 */
public record Seen(Login login, boolean isPending) {}
