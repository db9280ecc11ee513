package io.sockee.identity;

import io.sockee.api.User;
import java.util.Optional;

/**
 * A token that is good.
 *
 * @param digest tells the login apart from others
 * @param renewed the token that takes its place from now on, if it was past its time
 */
public record Checked(User user, String digest, Optional<Login> renewed) {}
