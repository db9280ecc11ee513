package io.sockee.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sockee.connection.Timers;
import io.sockee.identity.LoginEnds;
import io.sockee.transaction.CommitGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of this node that belong to logins: when a login ends, its sockets are logged out and disconnected. Sockets
 * without a login are not known here. Safe for any thread; does not block.
 */
@ApplicationScoped
public class LiveLogins implements LoginEnds {

    /** How long ended logins are remembered: one may end after it was checked and before its socket is known here. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private static final int MAX_REMEMBERED = 100_000;

    /** No record: each is one of its own, though the task may be another's, too. */
    private static final class Watch {
        private final Runnable task;

        Watch(Runnable task) {
            this.task = task;
        }
    }

    private final Map<Long, Set<SocketLogin>> sockets = new ConcurrentHashMap<>();
    private final Map<Long, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final Cache<Long, Boolean> ended = Caffeine.newBuilder()
            .executor(Runnable::run) // not on the common pool, which outlives the application
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();
    private volatile CommitGate gate = CommitGate.ALWAYS_OPEN;
    private volatile @Nullable Timers timers;

    /**
     * Begins; called once, when the application has started.
     *
     * @param timers tell when a login is past its time
     * @param gate defers ends to the commit of the caller's transaction
     */
    public void begin(Timers timers, CommitGate gate) {
        this.timers = timers;
        this.gate = gate;
    }

    Timers timers() {
        Timers present = timers;
        if (present == null) {
            throw new IllegalStateException("Sockee has not started.");
        }
        return present;
    }

    /**
     * A socket belongs to a login from now on.
     *
     * @return false when the login has ended meanwhile
     */
    boolean add(long login, SocketLogin socket) {
        sockets.compute(login, (id, present) -> {
            Set<SocketLogin> all = present == null ? ConcurrentHashMap.newKeySet(1) : present;
            all.add(socket);
            return all;
        });
        return ended.getIfPresent(login) == null; // asked after the socket was added: ended() writes first, then looks
    }

    void remove(long login, SocketLogin socket) {
        sockets.computeIfPresent(login, (id, present) -> {
            present.remove(socket);
            return present.isEmpty() ? null : present;
        });
    }

    /**
     * Has a task run when a login ends; at once, if it has ended just now. Not when it is past its time.
     *
     * @param task must not block
     * @return ends the watch
     */
    public Runnable watch(long login, Runnable task) {
        Watch own = new Watch(task);
        watches.compute(login, (id, present) -> {
            Set<Watch> all = present == null ? ConcurrentHashMap.newKeySet(1) : present;
            all.add(own);
            return all;
        });
        if (ended.getIfPresent(login) != null) {
            task.run();
        }
        return () -> watches.computeIfPresent(login, (id, present) -> {
            present.remove(own);
            return present.isEmpty() ? null : present;
        });
    }

    /** The logins that have sockets or streams here. */
    public Set<Long> logins() {
        Set<Long> all = new HashSet<>(sockets.keySet());
        all.addAll(watches.keySet());
        return all;
    }

    /** How many logins have sockets. */
    int size() {
        return sockets.size();
    }

    @Override
    public void ended(Collection<Long> logins) {
        List<Long> all = List.copyOf(logins);
        if (gate.isOpen()) {
            end(all);
        } else {
            gate.defer(() -> end(all)); // a caller's transaction: it may yet be rolled back
        }
    }

    private void end(List<Long> logins) {
        for (Long login : logins) {
            ended.put(login, true);
            Set<SocketLogin> affected = sockets.get(login);
            if (affected != null) {
                affected.forEach(socket -> socket.ended(login));
            }
            Set<Watch> watching = watches.get(login);
            if (watching != null) {
                watching.forEach(watch -> watch.task.run());
            }
        }
    }
}
