package io.sockee.socket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is said of single namespaces, by their names or patterns as controllers have them. Safe for any thread. */
public final class NamespaceRules {

    /**
     * What holds for one namespace; with a pattern, for each namespace of it by itself.
     *
     * @param maxSockets how many sockets there may be on this node; 0 for any number
     * @param origins the pages that may join, by their origins; null for all that may connect
     * @param recovers whether clients can come back for what they have missed, where the server has that
     */
    public record Rule(int maxSockets, @Nullable Predicate<String> origins, boolean recovers) {

        /** Whatever is allowed elsewhere. */
        public static final Rule NONE = new Rule(0, null, true);

        /**
         * Whether the page that a client is may join; who is none may.
         *
         * @param headers of the handshake, by lower-case name
         */
        boolean admits(Map<String, List<String>> headers) {
            if (origins == null) {
                return true;
            }
            String origin = PageOrigin.of(headers);
            return origin == null || origins.test(origin);
        }
    }

    /** No rules. */
    public static final NamespaceRules NONE = new NamespaceRules(Map.of(), Rule.NONE);

    private final Map<String, Rule> own;
    private final Rule others;
    private final Map<String, Integer> sockets = new ConcurrentHashMap<>();

    /**
     * @param own rules by the names and patterns that controllers have
     * @param others for all others
     */
    public NamespaceRules(Map<String, Rule> own, Rule others) {
        this.own = Map.copyOf(own);
        this.others = others;
    }

    /** The rule for the name or pattern that controllers have. */
    public Rule of(String served) {
        return own.getOrDefault(served, others);
    }

    /** A socket is about to join a namespace; false when there are as many as there may be. Each that may has to leave, once. */
    boolean enter(String namespace, Rule rule) {
        if (rule.maxSockets() == 0) {
            return true;
        }
        AtomicBoolean entered = new AtomicBoolean();
        sockets.compute(namespace, (name, was) -> {
            int present = was == null ? 0 : was;
            entered.set(present < rule.maxSockets());
            return entered.get() ? present + 1 : present;
        });
        return entered.get();
    }

    /** A socket that had {@linkplain #enter entered} has gone. */
    void leave(String namespace, Rule rule) {
        if (rule.maxSockets() > 0) {
            sockets.computeIfPresent(namespace, (name, was) -> was == 1 ? null : was - 1);
        }
    }
}
