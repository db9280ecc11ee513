package io.sockee.api;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One client over all its connections: what outlives a reconnect, a reload of the page, a restart of the server and a change of
 * server. It is a parameter of controllers' methods, actions and connect methods, and can be injected anywhere where one of
 * these is under way. All sockets of a client share it.
 *
 * <p>Nothing is stored, and a client costs nothing, until there is data, a user or a channel. What changes is seen by all calls
 * on this server at once, also in a transaction that is rolled back later, and on other servers within a second. Two that change
 * different keys at a time do not disturb each other; of two that change the same key, the last counts. A change is stored a
 * moment after it was made ({@link #saved}).
 *
 * <p>Safe for any thread; no method but {@link #authenticate} blocks.
 *
 * @since 0.1
 */
public interface Session {

    /** {@return when it began: with the client's first connection, or with its last logout} */
    Instant createdAt();

    /** {@return who is logged in at this session; empty when nobody is} */
    Optional<User> user();

    /**
     * A value that was put here.
     *
     * @param key its name
     * @param type what it is to become; any type that an argument of an event can have
     * @param <T> the type
     * @return the value; empty where there is none
     * @throws RefusedException when it cannot become that type; the message names the key
     */
    <T> Optional<T> get(String key, Class<T> type);

    /**
     * Keeps a value.
     *
     * @param key its name, with 255 characters at most
     * @param value anything that has a JSON form without binary data; it becomes JSON at once, so that it may be changed afterwards
     * @throws IllegalArgumentException when it has no such form
     * @throws RefusedException when the session would hold more keys or bytes than the settings allow; nothing has changed
     */
    void put(String key, Object value);

    /**
     * Forgets a value.
     *
     * @param key its name; one without a value does no harm
     */
    void remove(String key);

    /** {@return the names of all values; a copy} */
    Set<String> keys();

    /**
     * Takes the client into channels, and back into them whenever it connects, until it is taken out. A channel is a room: all
     * sockets of the session are in it, in whatever namespace, and it is sent to as to any room.
     *
     * @param channels their names, with 255 characters at most
     * @throws RefusedException when there would be more channels than the settings allow, or a name cannot be one; nothing has
     *     changed
     */
    void subscribe(String... channels);

    /**
     * Takes the client out of channels.
     *
     * @param channels their names; those in which it is not do no harm
     */
    void unsubscribe(String... channels);

    /** {@return the channels that it is subscribed to, in that order; a copy} */
    Set<String> channels();

    /**
     * Has an authentication module find out who the client is. The user is logged in at the session from then on, and at all of its
     * sockets of the same connection, under a new session id, as by the event {@code authenticate}; a socket that calls may be told
     * of its end by being disconnected. Over HTTP the answer tells the client the new id. Only within a call of the session's own
     * client, and not in a {@link NonBlocking} method: it blocks as long as the module does.
     *
     * @param module the module's name
     * @param parameters what the module takes, in any form that becomes JSON without binary data
     * @return who it is, until when, and what the module tells
     * @throws RefusedException when it is nobody who may come in, or there is no such module; then nothing has changed
     * @throws IllegalStateException when no call of the session's client is under way on this thread
     */
    Authenticated authenticate(String module, Object parameters);

    /**
     * Logs out: the user, the data and the channels go, the sockets of the session on this server and on others are logged out,
     * and the client gets a new session id, so that the old one is worth nothing. The session goes on as a new one.
     */
    void logout();

    /**
     * Tells when what has been changed so far is stored. A controller that returns this answers only then.
     *
     * @return completes on any thread, at once when nothing waits; while the database is away it waits, and does not fail. It fails with
     *     a {@link RefusedException} when the session has been ended on another server, and the change is lost
     */
    CompletionStage<Void> saved();
}
