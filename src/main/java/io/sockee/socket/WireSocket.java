package io.sockee.socket;

import io.sockee.api.Session;
import io.sockee.api.Socket;
import io.sockee.connection.HandshakeRequest;
import io.sockee.event.Event;
import org.jspecify.annotations.Nullable;

/** A socket as Sockee's own parts use it: with events that are JSON already, and without the guards of applications. */
public interface WireSocket extends Socket {

    /** Sends an event at once, whatever transaction the thread is in. */
    void send(Event event);

    /**
     * Sends an event at once and asks for an answer, without a time-out. How many answers are awaited is not bounded here: the
     * caller has to do it, and to give up those that do not matter any more.
     *
     * @param answered run within the connection's inputs when the client answers, so it must not block; not run when the socket
     *     goes first
     * @return gives the answer up, so that nothing is kept for it; may be run by any thread
     */
    Runnable ask(Event event, Runnable answered);

    /**
     * Runs a task when the socket goes, or now if it has gone. Tasks run in the order in which they came.
     *
     * @param task run once, within the connection's inputs or on this thread; it must not block
     */
    void whenGone(Runnable task);

    /**
     * Runs a task when the last of the application's methods for the socket has run, the disconnect methods among them; now if that
     * is so. Tasks run in the order in which they came.
     *
     * @param task run once, on any thread; it must not block
     */
    void whenOver(Runnable task);

    /**
     * Runs a task once nothing waits any more to be sent on its connection: now, or on the thread that hands the last of it to the
     * transport, so it must not block. Dropped when the connection ends.
     */
    void whenDrained(Runnable task);

    /** How the connection began: one and the same for all sockets of a connection, and for no other. */
    HandshakeRequest arrival();

    /** The session that is kept beside it; null when none is. */
    @Nullable
    Session keptSession();

    /**
     * Keeps a session beside it, unless another is kept already.
     *
     * @return the one that is kept
     */
    Session keepSession(Session fresh);

    /** Keeps a session no longer, if it is kept: another is made when one is asked for. */
    void dropSession(Session former);

    /** Ends the connection without a word, so that clients connect again by themselves. */
    void endConnection();
}
