package io.sockee.identity;

import io.sockee.api.User;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who is logged in. It stays the same when its token is renewed.
 *
 * @param id what tells logins apart
 * @param left how long it is good yet, where it ends by itself
 */
public record Login(long id, User user, Optional<Duration> left) {}
