package io.sockee.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Requests of which nobody knows whether they were stored, since the connection broke in the commit. One that turns out to
 * have been, when it is repeated, has had no effect on this node yet. Forgets the oldest past a bound. Safe for any thread.
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

    /** Whether it was one; it is none any more. */
    synchronized boolean remove(String site, Send.Once once) {
        return requests.remove(site + ' ' + once.key());
    }
}
