package io.sockee.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One client in one namespace, from its CONNECT to its end. Safe for any thread. Nothing blocks, and on a socket that
 * is gone nothing happens.
 */
public interface Socket {

    /** The socket's public id; also the name of a room that has this socket alone. */
    String id();

    /** The name of its namespace. */
    String namespace();

    /** How it came to be. */
    Handshake handshake();

    /** Whatever the application wants to keep beside the socket; null is not allowed. */
    Map<String, Object> data();

    /** Who it belongs to: the caller that the server had authenticated at the handshake, or whoever logged in since. */
    Optional<User> user();

    /** From now on the socket belongs to a user. Nothing is checked: that is the caller's. */
    void logIn(User user);

    /** From now on the socket belongs to nobody. */
    void logOut();

    /** Whether it has not gone. */
    boolean isConnected();

    /**
     * Sends an event. In a transaction it waits for the commit, and is dropped with a rollback; so do broadcasts and
     * acks. Arguments become JSON; {@code byte[]} and {@code ByteBuffer} are sent as binary at any depth.
     */
    void emit(String event, Object... arguments);

    /** Sends an event if the connection can take it at once; otherwise it is lost. */
    void emitIfWritable(String event, Object... arguments);

    /**
     * Sends an event and asks for an answer. What follows the answer runs on the pool.
     *
     * @param timeout how long to wait
     * @return the answer's arguments; fails with a {@link java.util.concurrent.TimeoutException} when none comes in
     *     time, and with a {@link RefusedException} when the socket goes or too many answers are awaited
     * @throws IllegalStateException in a transaction: the question would leave after its end only
     */
    CompletionStage<Arguments> emitWithAck(Duration timeout, String event, Object... arguments);

    /** Sends an event to everyone else in the namespace. */
    void broadcast(String event, Object... arguments);

    /** Everyone in the namespace, this socket included. */
    Broadcast everyone();

    /** The others in any of these rooms. */
    Broadcast to(String... rooms);

    /** The same as {@link #to}. */
    default Broadcast in(String... rooms) {
        return to(rooms);
    }

    /** The others in the namespace that are in none of these rooms. */
    Broadcast except(String... rooms);

    /** Joins rooms. */
    void join(String... rooms);

    /** Leaves rooms. */
    void leave(String... rooms);

    /** The rooms that it is in, the one of its id included; a copy. */
    Set<String> rooms();

    /** Takes the socket out of its namespace; the connection stays. */
    void disconnect();

    /** Closes the connection with all its sockets, after what waits has been sent. */
    void disconnectAll();

    /** Runs a task once, on the pool, in turn with the socket's calls; never after the socket has gone. */
    Timer after(Duration delay, Runnable task);

    /** Runs a task again and again, as {@link #after} does; a run that is still under way is not run beside itself. */
    Timer every(Duration period, Runnable task);
}
