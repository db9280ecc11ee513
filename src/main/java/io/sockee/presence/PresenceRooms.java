package io.sockee.presence;

import io.sockee.connection.Timers;
import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The rooms in which somebody is present, or which somebody watches. What changes in a room is told to its watchers after a
 * while, by one thread at a time, so that each of them hears it in order. Safe for any thread; does not block.
 */
final class PresenceRooms {
    private static final Logger LOG = System.getLogger(PresenceRooms.class.getName());
    private static final long RETRY_MILLIS = 50;

    /** How many members one run of a helper tells. */
    private static final int SLICE = 256;

    /** An event, encoded once for all who hear it. */
    private record Step(List<Emission> emissions, List<Member> members) {}

    private final Timers timers;
    private final Executor helpers;
    private final long gather;
    private final Map<Scope, PresenceRoom> rooms = new ConcurrentHashMap<>();

    /**
     * @param helpers run what takes longer than a timer's task may
     * @param gather for how many milliseconds changes wait for others
     */
    PresenceRooms(Timers timers, Executor helpers, long gather) {
        this.timers = timers;
        this.helpers = helpers;
        this.gather = gather;
    }

    void put(Scope scope, Present one) {
        change(scope, room -> room.put(one));
    }

    /** One presence goes and another comes in one change. */
    void replace(Scope scope, String ref, Present by) {
        change(scope, room -> {
            room.remove(ref);
            room.put(by);
        });
    }

    void remove(Scope scope, String ref) {
        change(scope, room -> room.remove(ref));
    }

    void watch(Scope scope, Member member) {
        change(scope, room -> room.watch(member));
    }

    void unwatch(Scope scope, Member member) {
        change(scope, room -> room.unwatch(member));
    }

    /** A member that watches has gone: it need not be told. */
    void gone(Scope scope, Member member) {
        change(scope, room -> room.gone(member));
    }

    List<Present> present(Scope scope) {
        List<Present> all = new ArrayList<>();
        rooms.computeIfPresent(scope, (key, room) -> {
            all.addAll(room.present());
            return room;
        });
        return all;
    }

    /** How many are present in a room, at this moment. */
    int size(Scope scope) {
        PresenceRoom room = rooms.get(scope);
        return room == null ? 0 : room.size();
    }

    /** How many rooms there are. */
    int size() {
        return rooms.size();
    }

    private void change(Scope scope, Consumer<PresenceRoom> change) {
        boolean[] begins = new boolean[1];
        rooms.compute(scope, (key, before) -> {
            PresenceRoom room = before == null ? new PresenceRoom(scope.room()) : before;
            change.accept(room);
            begins[0] = room.beginsToTell();
            return room.orNothing();
        });
        if (begins[0]) {
            tellLater(scope);
        }
    }

    private void tellLater(Scope scope) {
        Timers.Timer unused = timers.scheduleMillis(gather, () -> onHelper(() -> tell(scope)));
    }

    private void tell(Scope scope) {
        List<Step> steps = new ArrayList<>(2);
        rooms.computeIfPresent(scope, (key, room) -> {
            for (PresenceRoom.Telling telling : room.take()) {
                steps.add(new Step(
                        telling.events().stream()
                                .map(event -> emission(scope, event))
                                .toList(),
                        telling.members()));
            }
            return room;
        });
        tell(scope, steps, 0);
    }

    private static Emission emission(Scope scope, Event event) {
        return new Emission(scope.namespace(), event, false);
    }

    /** Tells a slice of the members, and has the others told by a further run. */
    private void tell(Scope scope, List<Step> steps, int from) {
        if (steps.isEmpty()) {
            goOn(scope);
            return;
        }
        Step step = steps.get(0);
        int to = Math.min(from + SLICE, step.members().size());
        for (Member member : step.members().subList(from, to)) {
            tell(member, step.emissions());
        }
        if (to < step.members().size()) {
            onHelper(() -> tell(scope, steps, to));
        } else {
            onHelper(() -> tell(scope, steps.subList(1, steps.size()), 0));
        }
    }

    private void goOn(Scope scope) {
        boolean[] more = new boolean[1];
        rooms.computeIfPresent(scope, (key, room) -> {
            more[0] = room.goesOnTelling();
            return room.orNothing();
        });
        if (more[0]) {
            tellLater(scope);
        }
    }

    /** One who cannot be told must not keep the others from it. */
    private static void tell(Member member, List<Emission> emissions) {
        try {
            emissions.forEach(member::receive);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A socket was not told who is present", e);
        }
    }

    private void onHelper(Runnable task) {
        try {
            helpers.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The application stops: nobody is told any more who is present", e);
        } catch (Error e) { // no thread can be had: perhaps later
            Timers.Timer unused = timers.scheduleMillis(RETRY_MILLIS, () -> onHelper(task));
            throw e;
        }
    }
}
