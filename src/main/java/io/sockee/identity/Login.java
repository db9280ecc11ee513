package io.sockee.identity;

import io.sockee.api.User;
import java.time.Duration;
import java.util.Optional;

/**
 * A login of a user. It stays the same when its token is renewed.
 *
 * @param id different for each login
 * @param left how long it is still good, if it ends by itself
 */
public record Login(long id, User user, Optional<Duration> left) {}
