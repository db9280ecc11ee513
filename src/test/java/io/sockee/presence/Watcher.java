package io.sockee.presence;

import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import java.util.ArrayList;
import java.util.List;

/** A member that remembers what it is told. */
final class Watcher implements Member {
    private final String id;
    private final Membership membership = new Membership();
    private final List<String> told = new ArrayList<>();

    Watcher(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public synchronized void receive(Emission emission) {
        told.add(emission.event().name() + " " + emission.event().arguments().json(0));
    }

    /** What it was told since the last call, without the event's name. */
    synchronized List<String> told() {
        List<String> all = told.stream()
                .map(line -> line.substring(PresenceText.EVENT.length() + 1))
                .toList();
        told.clear();
        return all;
    }
}
