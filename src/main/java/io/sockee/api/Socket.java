package io.sockee.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace, from its CONNECT to its end. Safe for any thread; no method blocks. When the socket is gone,
 * nothing is sent any more, and no timer runs.
 */
public interface Socket {

    /** {@return the socket's public id} It is also the name of a room that has this socket alone. */
    String id();

    /** {@return the name of its namespace} */
    String namespace();

    /**
     * How its connection is carried at this moment: {@code polling} or {@code websocket}, for clients of SockJS the name of their
     * transport, such as {@code xhr-streaming}. See {@link TransportUpgraded}.
     *
     * @return the transport's name
     * @since 0.1
     */
    String transport();

    /** {@return how it came to be} */
    Handshake handshake();

    /**
     * Whatever the application wants to keep beside the socket.
     *
     * @return a map that may be changed, by any thread; neither keys nor values may be null
     */
    Map<String, Object> data();

    /**
     * The user to whom the socket belongs: whom the server had authenticated at the handshake, or who has logged in since.
     *
     * @return the user; empty when nobody is logged in
     */
    Optional<User> user();

    /**
     * From now on the socket belongs to a user. Nothing is checked here: the caller must have made sure who the client is.
     *
     * @param user to whom it belongs
     */
    void logIn(User user);

    /** From now on the socket belongs to nobody. */
    void logOut();

    /** {@return whether it has not gone} In a connect method it is true already. */
    boolean isConnected();

    /**
     * {@return whether its client was away and has come back} Its id, its rooms and its data are those of before, and it has been sent what it had
     * missed. Always false unless recovery is on.
     */
    boolean isRecovered();

    /**
     * Sends an event. In a transaction it waits for the commit, and is dropped with a rollback; so do broadcasts and
     * acks. Arguments become JSON at once, so that a value may be changed afterwards; {@code byte[]} and {@code
     * ByteBuffer} are sent as binary at any depth.
     *
     * @param event its name
     * @param arguments its arguments, in any form that can become JSON
     * @throws IllegalArgumentException when an argument has no JSON form
     * @throws IllegalStateException when too many events wait for the transaction's commit already
     */
    void emit(String event, @Nullable Object... arguments);

    /**
     * Sends an event if the connection can take it at once; otherwise it is dropped. For events that are worthless when late.
     *
     * @param event its name
     * @param arguments its arguments, as for {@link #emit}
     */
    void emitIfWritable(String event, @Nullable Object... arguments);

    /**
     * Sends an event and asks for an answer. The stage completes on the pool, where what follows it may block.
     *
     * @param timeout how long to wait
     * @param event the event's name
     * @param arguments its arguments, as for {@link #emit}
     * @return the answer's arguments; fails with a {@link java.util.concurrent.TimeoutException} when none comes in
     *     time, and with a {@link RefusedException} when the socket goes or too many answers are awaited
     * @throws IllegalStateException in a transaction, since the event would leave only after its end
     */
    CompletionStage<Arguments> emitWithAck(Duration timeout, String event, @Nullable Object... arguments);

    /**
     * Sends an event to everyone else in the namespace.
     *
     * @param event its name
     * @param arguments its arguments, as for {@link #emit}
     */
    void broadcast(String event, @Nullable Object... arguments);

    /** {@return everyone in the namespace, this socket included} */
    Broadcast everyone();

    /**
     * The others in any of these rooms, without this socket. ({@code everyone().to(…)} includes it.)
     *
     * @param rooms the rooms' names
     * @return whom to send to
     */
    Broadcast to(String... rooms);

    /**
     * The same as {@link #to}.
     *
     * @param rooms the rooms' names
     * @return whom to send to
     */
    default Broadcast in(String... rooms) {
        return to(rooms);
    }

    /**
     * The others in the namespace that are in none of these rooms.
     *
     * @param rooms the rooms' names
     * @return whom to send to
     */
    Broadcast except(String... rooms);

    /**
     * Joins rooms, at once, in a transaction too. A room is there as long as somebody is in it.
     *
     * @param rooms any names except the ids of other sockets: nobody else can be in a socket's own room
     * @throws RefusedException when a name is another socket's id; the rooms before it have been joined
     */
    void join(String... rooms);

    /**
     * Leaves rooms, at once, in a transaction too. A socket that is gone has left all of them.
     *
     * @param rooms the rooms' names
     */
    void leave(String... rooms);

    /** {@return the rooms that it is in, the one of its id included; a copy} */
    Set<String> rooms();

    /**
     * What the socket shows of itself in a room, and sees of others there: see {@link Presence}.
     *
     * @param room the room's name
     * @return for this socket and this room
     */
    RoomPresence presence(String room);

    /**
     * Takes the socket out of its namespace; the connection stays. In a transaction too it goes at once, and what waits for the
     * commit does not reach it.
     */
    void disconnect();

    /** Closes the connection with all its sockets, after what waits has been sent; in a transaction as {@link #disconnect}. */
    void disconnectAll();

    /**
     * Runs a task once, on the pool, in turn with the socket's calls; never after the socket has gone.
     *
     * @param delay how long to wait
     * @param task what to run; when it throws, that is logged
     * @return what cancels it
     * @throws IllegalStateException when the socket has too many timers already
     */
    Timer after(Duration delay, Runnable task);

    /**
     * Runs a task again and again, as {@link #after} does. While a run waits or is under way, further ones are skipped; a late
     * run does not make the next ones late; a run that throws does not end the timer.
     *
     * @param period how long to wait before the first run, and from one to the next; positive
     * @param task what to run; when it throws, that is logged
     * @return what cancels it
     * @throws IllegalArgumentException when the period is not positive
     * @throws IllegalStateException when the socket has too many timers already
     */
    Timer every(Duration period, Runnable task);
}
