package io.sockee.conformance.clients;

import io.sockee.api.SocketScoped;
import java.util.HashSet;
import java.util.Set;

/** Which of the events that must keep their order have come on a socket. */
@SocketScoped
public class Arrived {
    private final Set<String> events = new HashSet<>();

    synchronized void note(String event) {
        events.add(event);
    }

    synchronized boolean has(String... all) {
        return events.containsAll(Set.of(all));
    }
}
