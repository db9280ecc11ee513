package io.sockee.recovery;

import io.sockee.connection.Timers;
import io.sockee.hub.Hub;
import io.sockee.hub.Namespace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the memory of this node. Past the bound of clients that are away the one is forgotten that has been away
 * longest.
 */
public final class LocalRecovery implements Recovery {

    /** Somebody who is away, until when, and whether somebody claims to be it. */
    private static final class Held {
        final Absence absence;
        final Namespace namespace;
        Timers.Timer end = () -> {};
        boolean claimed;
        boolean expired;

        Held(Absence absence, Namespace namespace) {
            this.absence = absence;
            this.namespace = namespace;
        }
    }

    private static final long SWEEP_MILLIS = 5_000;

    /** What is longer is no offset, and would be kept with the socket. */
    private static final int LONGEST_OFFSET = 32;

    private final Hub hub;
    private final Timers timers;
    private final Bounds bounds;
    private final AtomicLong totalBytes = new AtomicLong();
    private final Set<Backlog> backlogs = ConcurrentHashMap.newKeySet();
    private boolean sweeps; // guarded by this

    private final Map<String, Held> away = new LinkedHashMap<>(); // guarded by this; the oldest first

    public LocalRecovery(Hub hub, Timers timers, Bounds bounds) {
        this.hub = hub;
        this.timers = timers;
        this.bounds = bounds;
    }

    @Override
    public Backlog open(@Nullable String before) {
        Backlog backlog = new Backlog(
                bounds.maxPackets(),
                bounds.maxBytes(),
                bounds.maxTotalBytes(),
                totalBytes,
                before != null && before.length() <= LONGEST_OFFSET ? before : null,
                backlogs::remove);
        backlogs.add(backlog);
        sweepSoon();
        return backlog;
    }

    private synchronized void sweepSoon() {
        if (!sweeps) {
            sweeps = true;
            Timers.Timer unused = timers.scheduleMillis(SWEEP_MILLIS, this::sweep);
        }
    }

    private void sweep() {
        long now = timers.nanoTime();
        long arrived = TimeUnit.MILLISECONDS.toNanos(bounds.arrivedMillis());
        backlogs.forEach(backlog -> backlog.trim(now, arrived));
        synchronized (this) {
            sweeps = false;
        }
        if (!backlogs.isEmpty()) {
            sweepSoon();
        }
    }

    @Override
    public void away(Absence absence, Namespace namespace) {
        Namespace entered = hub.enter(namespace.name());
        Held held = new Held(absence, entered);
        entered.away().add(absence, absence.rooms());
        Held oldest = null;
        synchronized (this) {
            away.put(absence.pid(), held);
            held.end = timers.scheduleMillis(bounds.maxMillis(), () -> expire(held));
            if (away.size() > bounds.maxAway()) {
                oldest = away.values().stream()
                        .filter(one -> !one.claimed)
                        .findFirst()
                        .orElse(null);
            }
            if (oldest != null) {
                take(oldest);
            }
        }
        if (oldest != null) {
            end(oldest);
        }
    }

    private void expire(Held held) {
        synchronized (this) {
            held.expired = true;
            if (held.claimed || !take(held)) {
                return; // whoever claims it comes in, or gives it back
            }
        }
        end(held);
    }

    @Override
    public Optional<Absence> claim(String namespace, String pid, @Nullable String offset, Consumer<Lost> lost) {
        @Nullable Absence claimed;
        synchronized (this) {
            Held held = away.get(pid);
            if (held == null || held.claimed || !held.absence.namespace().equals(namespace)) {
                claimed = null;
            } else {
                held.claimed = true;
                claimed = held.absence;
            }
        }
        if (claimed == null) {
            lost.accept(Lost.UNKNOWN);
            return Optional.empty();
        }
        if (claimed.backlog().reaches(offset)) {
            return Optional.of(claimed);
        }
        lost.accept(Lost.TOO_MUCH);
        forget(claimed);
        return Optional.empty();
    }

    @Override
    public boolean back(Absence absence) {
        Held held = take(absence);
        if (held != null) {
            leave(held);
        }
        return held != null;
    }

    @Override
    public void giveBack(Absence absence) {
        boolean over;
        synchronized (this) {
            Held held = away.get(absence.pid());
            over = held != null && held.expired;
            if (held != null) {
                held.claimed = false;
            }
        }
        if (over) {
            forget(absence);
        }
    }

    @Override
    public void forget(Absence absence) {
        Held held = take(absence);
        if (held != null) {
            end(held);
        }
    }

    /** Takes it from those that can be claimed; null when it was taken before. */
    private synchronized @Nullable Held take(Absence absence) {
        Held held = away.get(absence.pid());
        return held != null && held.absence == absence && take(held) ? held : null;
    }

    private synchronized boolean take(Held held) {
        held.end.cancel();
        return away.remove(held.absence.pid(), held);
    }

    /** Of what was taken: whoever has claimed it meanwhile finds nothing in its backlog before it finds no rooms. */
    private void end(Held held) {
        held.absence.backlog().end();
        leave(held);
    }

    private void leave(Held held) {
        held.namespace.away().remove(held.absence);
        hub.leave(held.namespace);
    }

    @Override
    public synchronized int size() {
        return away.size();
    }

    @Override
    public long packets() {
        return backlogs.stream().mapToLong(Backlog::size).sum();
    }

    @Override
    public long bytes() {
        return totalBytes.get();
    }
}
