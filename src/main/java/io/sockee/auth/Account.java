package io.sockee.auth;

import io.sockee.identity.Issued;

/** What a client is told of its login: the user's name, and the token that stands for the login. */
public record Account(String name, String token) {

    /** What a client is told of a login that has just begun. */
    public static Account of(Issued issued) {
        return new Account(issued.login().user().name(), issued.token());
    }

    /** What may be shown to anybody. */
    @Override
    public String toString() {
        return "account " + name;
    }
}
