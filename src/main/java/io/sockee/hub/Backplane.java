package io.sockee.hub;

import java.util.function.Consumer;

/**
 * Takes what one node publishes to the hubs of all nodes, its own included, each once. What one thread publishes arrives
 * everywhere in the order in which it was published.
 */
@FunctionalInterface
public interface Backplane {

    /** One node alone: what it publishes is delivered at once, on the same thread. */
    Backplane LOCAL = node -> node;

    /**
     * A node's hub joins, once, when it is made.
     *
     * @param node delivers to the sockets of this node. May be called from any thread; never blocks
     * @return takes what this node publishes. Called from any thread; must not block, so what cannot be passed on at once waits
     *     in a bounded queue; what does not fit is dropped and counted
     */
    Consumer<Publication> join(Consumer<Publication> node);
}
