package io.sockee.boot;

import io.sockee.api.Json;
import io.sockee.api.Presence;
import io.sockee.presence.Presences;
import io.sockee.presence.Scope;
import java.util.List;
import java.util.Set;

/** What beans see of presence, in one namespace. */
record PublishedPresence(Presences presences, String name) implements Presence {

    @Override
    public Set<String> usersOnline() {
        return presences.usersOnline();
    }

    @Override
    public boolean isOnline(String user) {
        return presences.isOnline(user);
    }

    @Override
    public List<Present> in(String room) {
        return presences.present(new Scope(name, room)).stream()
                .map(one -> new Present(one.ref(), one.key(), new Json(one.metadata())))
                .toList();
    }

    @Override
    public Presence namespace(String other) {
        return new PublishedPresence(presences, other);
    }
}
