package io.sockee.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A choice of sockets of one namespace, and a way to send to them. Immutable: each method that narrows or widens the
 * choice returns another one. Safe for any thread; does not block.
 */
public interface Broadcast {

    /**
     * Narrows the choice to the sockets in at least one of these rooms, or of those named before. A socket's id is the
     * name of a room that has this socket alone.
     *
     * @param rooms the rooms' names
     * @return the narrower choice
     */
    Broadcast to(String... rooms);

    /**
     * The same as {@link #to}.
     *
     * @param rooms the rooms' names
     * @return the narrower choice
     */
    default Broadcast in(String... rooms) {
        return to(rooms);
    }

    /**
     * Leaves out the sockets in any of these rooms.
     *
     * @param rooms the rooms' names
     * @return the narrower choice
     */
    Broadcast except(String... rooms);

    /**
     * Sends only to sockets whose connection can take the event at once; for the others it is dropped.
     *
     * @return the same choice, for events that are sent in this way
     */
    Broadcast ifWritable();

    /**
     * Sends compressed or not, where a connection has compression ({@code sockee.websocket.compression}). Without a word, what is
     * larger than {@code sockee.websocket.compression-threshold} is compressed; events that are random or compressed already are
     * better not.
     *
     * @param compress false for events that are to leave as they are
     * @return the same choice, for events that are sent in this way
     * @since 0.1
     */
    Broadcast compress(boolean compress);

    /**
     * Sends to the sockets of this server alone, where several work together.
     *
     * @return the same choice, on this server
     * @since 0.1
     */
    Broadcast local();

    /**
     * Sends an event once to each socket that belongs to the choice when the event leaves: at once, or in a transaction after
     * the commit.
     *
     * @param event its name
     * @param arguments its arguments, as for {@link Socket#emit}
     * @throws IllegalArgumentException when an argument has no JSON form
     * @throws IllegalStateException when too many events wait for the transaction's commit already
     */
    void emit(String event, @Nullable Object... arguments);

    /**
     * Sends an event and asks each socket for an answer. The stage completes on the pool, where what follows it may block: as soon
     * as everybody has answered, or when the time is over, then with the answers that have come. A socket that goes meanwhile
     * counts as one that does not answer, at once; so does one from which {@code sockee.socketio.max-pending-acks} answers are
     * awaited, and one whose answer goes beyond {@code sockee.socketio.max-answer-bytes} for all answers together.
     *
     * @param timeout how long to wait
     * @param event the event's name
     * @param arguments its arguments, as for {@link Socket#emit}
     * @return who has answered what, and who has not; it does not fail
     * @throws IllegalArgumentException when an argument has no JSON form
     * @throws IllegalStateException in a transaction, since the event would leave only after its end
     * @since 0.1
     */
    CompletionStage<BroadcastAnswers> emitWithAck(Duration timeout, String event, @Nullable Object... arguments);

    /**
     * Looks at the sockets of the choice. Who has not been let in yet, or has gone, is not among them.
     *
     * @return the sockets as they are now, in no order; it costs a copy of each, so that a choice should not be larger than it has to
     *     be
     * @since 0.1
     */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /**
     * Has the sockets of the choice join rooms, as {@link Socket#join} does: at once, in a transaction too.
     *
     * @param rooms any names except the ids of sockets
     * @throws RefusedException when a name is a socket's id; nobody has joined any
     * @since 0.1
     */
    void socketsJoin(String... rooms);

    /**
     * Has the sockets of the choice leave rooms, as {@link Socket#leave} does: at once, in a transaction too.
     *
     * @param rooms the rooms' names
     * @since 0.1
     */
    void socketsLeave(String... rooms);

    /**
     * Takes the sockets of the choice out of their namespace. It does not wait for their end, which comes for a few hundred at a
     * time; it concerns those that are there now. What was sent to them before arrives first. In a transaction they go at once, too,
     * so that what waits for its commit does not reach them.
     *
     * @param close whether their connections are closed, as by {@link Socket#disconnectAll}; else as by {@link Socket#disconnect}
     * @since 0.1
     */
    void disconnectSockets(boolean close);
}
