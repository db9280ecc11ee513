package io.sockee.declaration;

import io.sockee.address.OwnRooms;
import io.sockee.api.Broadcast;
import io.sockee.api.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * To whom what is made of a value goes.
 *
 * @param everyone whether that is all sockets of the namespace, as no room is named
 */
record Destination(String namespace, Names rooms, Names users, boolean everyone) {

    /**
     * Reads what an annotation says.
     *
     * @param user empty for none
     * @throws IllegalArgumentException when a template is wrong; the message says how
     */
    static Destination of(Class<?> type, String namespace, String[] rooms, String user) {
        return new Destination(
                namespace,
                Names.of(type, List.of(rooms)),
                Names.of(type, user.isEmpty() ? List.of() : List.of(user)),
                rooms.length == 0 && user.isEmpty());
    }

    /** The sockets for a value; empty when its properties name nobody. */
    Optional<Broadcast> of(Publisher publisher, Object value) {
        Publisher all = publisher.namespace(namespace);
        if (everyone) {
            return Optional.of(all);
        }
        List<String> names = new ArrayList<>(rooms.of(value));
        names.removeIf(OwnRooms::isOwn); // nobody's property leads into a room that is the server's
        users.of(value).forEach(id -> names.add(OwnRooms.ofUser(id)));
        return names.isEmpty() ? Optional.empty() : Optional.of(all.to(names.toArray(String[]::new)));
    }
}
