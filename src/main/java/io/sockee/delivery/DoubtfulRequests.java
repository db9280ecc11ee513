package io.sockee.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Requests of which nobody knows whether they were stored, since the connection broke in the commit. If a repetition shows that
 * one was stored, its message has still to be sent from this node. Past a bound the oldest is forgotten. Safe for any thread.
 */
final class DoubtfulRequests {
    private static final int MOST = 10_000;

    private final Set<String> requests = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    synchronized void add(String site, Send.Once once) {
        requests.add(site + ' ' + once.key());
    }

    /** Removes a request; true when it was a doubtful one. */
    synchronized boolean remove(String site, Send.Once once) {
        return requests.remove(site + ' ' + once.key());
    }
}
