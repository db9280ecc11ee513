package io.sockee.declaration;

import io.sockee.api.Broadcast;
import io.sockee.declaration.Announcements.Letter;
import io.sockee.declaration.Announcements.Means;
import io.sockee.declaration.EntityType.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of entities in one transaction: of several changes of one entity, the outcome. For the thread of the transaction.
 */
public final class EntityChanges {

    /**
     * An entity that has changed.
     *
     * @param farewell tells of its removal, made when its row was deleted; null while it is there, or when nobody is to be told
     */
    private record Changed(
            EntityType type,
            Object entity,
            Change change,
            @Nullable Letter farewell) {}

    private final Means means;
    private final Map<Object, Changed> changed = new LinkedHashMap<>(4);

    public EntityChanges(Means means) {
        this.means = means;
    }

    /**
     * The row of an entity has been written or deleted.
     *
     * @param key equal for the same row
     * @throws IllegalStateException when too many have changed
     * @throws IllegalArgumentException when the id of a removed one has no JSON form
     */
    public void add(Object key, EntityType type, Object id, Object entity, Change change) {
        Changed before = changed.get(key);
        if (before == null && changed.size() >= means.limit()) {
            throw new IllegalStateException(
                    "More than " + means.limit() + " entities change in one transaction of which"
                            + " clients are to be told (see sockee.transactions.max-emits). Change fewer, or commit more often.");
        }
        Change sum = before == null ? change : sum(before.change(), change);
        if (sum == null) {
            changed.remove(key);
            return;
        }
        Letter farewell = sum == Change.REMOVED ? farewell(type, id, entity) : null;
        changed.put(key, new Changed(type, entity, sum, farewell));
    }

    /** Two changes as one; null when nothing is left of them. */
    private static @Nullable Change sum(Change first, Change then) {
        return switch (first) {
            case CREATED -> then == Change.REMOVED ? null : Change.CREATED;
            case UPDATED -> then == Change.CREATED ? Change.UPDATED : then;
            case REMOVED -> then == Change.REMOVED ? Change.REMOVED : Change.UPDATED;
        };
    }

    private @Nullable Letter farewell(EntityType type, Object id, Object entity) {
        return letter(type, entity, Change.REMOVED, id).orElse(null);
    }

    private Optional<Letter> letter(EntityType type, Object entity, Change change, @Nullable Object id) {
        Optional<Broadcast> sockets = type.destination().of(means.publisher(), entity);
        return sockets.map(there -> Letter.of(means, there, type.event(change), id == null ? type.shown(entity) : id));
    }

    /**
     * Encodes what is to be told, in the order in which the entities first changed. To be called once, after everything has been
     * written and before the commit.
     *
     * @return each sends one event
     * @throws IllegalArgumentException when an entity has no JSON form
     */
    public List<Runnable> outcome() {
        List<Runnable> letters = new ArrayList<>(changed.size());
        for (Changed one : changed.values()) {
            Optional<Letter> letter = one.change() == Change.REMOVED
                    ? Optional.ofNullable(one.farewell())
                    : letter(one.type(), one.entity(), one.change(), null);
            letter.ifPresent(found -> letters.add(found::send));
        }
        changed.clear();
        return letters;
    }

    /** Nobody is to be told of anything. */
    public void forget() {
        changed.clear();
    }

    /** Whether nobody is to be told of anything. */
    public boolean isEmpty() {
        return changed.isEmpty();
    }
}
