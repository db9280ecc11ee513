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
     * @param node delivers to the sockets of this node. Any thread; never blocks
     * @return takes what this node publishes. Any thread; must not block, and so keeps a bounded queue of what it cannot take
     *     on at once, and counts what is dropped there
     */
    Consumer<Publication> join(Consumer<Publication> node);
}
