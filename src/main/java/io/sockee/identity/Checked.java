package io.sockee.identity;

import java.util.Optional;

/**
 * The login of a token that is good.
 *
 * @param renewed the token that takes its place from now on, if it was past its time
 */
public record Checked(Login login, Optional<String> renewed) {

    /** What may be shown to anybody. */
    @Override
    public String toString() {
        return login + (renewed.isPresent() ? ", renewed" : "");
    }
}
