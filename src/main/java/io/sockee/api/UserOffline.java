package io.sockee.api;

/**
 * A CDI event: a user is not online any more, and has not come back for {@code sockee.presence.grace}. Observers run as those of
 * {@link UserOnline}.
 *
 * @param user who has gone
 */
public record UserOffline(User user) {}
