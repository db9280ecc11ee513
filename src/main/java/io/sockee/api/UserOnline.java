package io.sockee.api;

/**
 * A CDI event: a user who was not online is so now. Observers run on the pool, one event after the other, in a request scope of
 * their own, with that user as the caller; when one fails, that is logged, and the others are told all the same. Who comes and
 * goes faster than they run is not told of.
 *
 * @param user who has come
 */
public record UserOnline(User user) {}
