package io.sockee.identity;

/**
 * The login of a token that is good, found out without writing anything.
 *
 * @param isPending whether {@link Logins#check} has something to write: the token is past its time and has to be renewed, or it
 *     is a new one that is used for the first time
 */
public record Seen(Login login, boolean isPending) {}
