package io.sockee.presence;

import java.util.function.Consumer;

/**
 * Brings what a node knows of its own clients to the other nodes, in the order in which it is told. When something may not have
 * arrived, the exchange has the node tell all once more, as it does for a node that has just come. Any thread; must not block.
 */
public interface PresenceExchange {

    /** The only node: there is nobody to tell. */
    PresenceExchange LOCAL = new PresenceExchange() {
        @Override
        public void begin(Consumer<PresenceChange> heard, Runnable tellAll) {
            // nothing will be heard
        }

        @Override
        public void tell(PresenceChange change) {
            // nobody listens
        }

        @Override
        public void missing(String node) {
            // there is no other node
        }

        @Override
        public boolean isAlone() {
            return true;
        }
    };

    /**
     * Begins to listen.
     *
     * @param heard is given what other nodes tell, of each node by one thread at a time
     * @param tellAll has this node tell all that it knows once more: a node has come, or misses it
     */
    void begin(Consumer<PresenceChange> heard, Runnable tellAll);

    /** Tells the other nodes. */
    void tell(PresenceChange change);

    /** This node does not know, or not any more, who is on another one, which is to tell all. It is asked again until it does. */
    void missing(String node);

    /** Whether there can be no other node, so that nobody needs a heartbeat. */
    default boolean isAlone() {
        return false;
    }
}
