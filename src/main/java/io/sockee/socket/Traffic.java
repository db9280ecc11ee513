package io.sockee.socket;

import io.sockee.event.Event;

/**
 * Is told of the events of all sockets, one by one, as they come and go. Called by any thread, and within the way of each event: must
 * not block, must not throw, and must return at once while nobody wants to know. Answers are no events.
 */
public interface Traffic {

    /** A client has sent an event, whether a method answers it or not; before its method runs. Within the connection's inputs. */
    void received(WireSocket socket, Event event);

    /** An event goes to a client, alone or as one of many; with the commit, where there is a transaction. */
    void sent(WireSocket socket, Event event);
}
