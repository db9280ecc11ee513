package io.sockee.repeat;

import io.sockee.connection.Timers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clients that may repeat calls, by the keys that they have given themselves. One that has a socket is always known; one
 * that is away is forgotten after a while, and before that when too many are away: the one that has been away longest. Safe for
 * any thread; the lock is held for a moment, when a socket comes or goes.
 */
public final class RepeatingClients {

    /**
     * What is kept.
     *
     * @param keepMillis how long a client is known after its last socket has gone
     * @param maxAway how many clients are known that have no socket
     * @param maxOpen how many calls of one client are remembered: those that it has not said to be settled
     * @param maxBytes how much the answers of all clients may take (a char of text counts as one); those of one client, a sixteenth of it
     */
    public record Limits(long keepMillis, int maxAway, int maxOpen, long maxBytes) {}

    /**
     * A client that has come.
     *
     * @param known whether it was known before: then its calls from before are, too
     */
    public record Entered(RepeatingClient client, boolean known) {}

    /** One client's answers may take so much of the whole: those of some that are idle must not keep others from repeating calls. */
    private static final int SHARES = 16;

    private final Limits limits;
    private final Timers timers;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, RepeatingClient> clients = new HashMap<>(); // guarded by this
    private final Map<String, RepeatingClient> away = new LinkedHashMap<>(); // guarded by this; the longest first

    public RepeatingClients(Limits limits, Timers timers) {
        this.limits = limits;
        this.timers = timers;
    }

    /**
     * A socket of a client has come.
     *
     * @param key names the client, and is known to nobody else
     */
    public synchronized Entered enter(String key) {
        RepeatingClient before = clients.get(key);
        RepeatingClient client = before == null
                ? new RepeatingClient(key, limits.maxOpen(), limits.maxBytes() / SHARES, this::reserve)
                : before;
        if (before == null) {
            clients.put(key, client);
        } else if (client.sockets == 0) {
            away.remove(key);
        }
        client.sockets++;
        return new Entered(client, before != null);
    }

    /** One of its sockets has gone. */
    public synchronized void leave(RepeatingClient client) {
        client.sockets--;
        if (client.sockets > 0) {
            return;
        }
        long absence = ++client.absences;
        away.put(client.key(), client);
        if (away.size() > limits.maxAway()) {
            forget(away.values().iterator().next());
        }
        Timers.Timer unused = timers.scheduleMillis(limits.keepMillis(), () -> forgetIfAwaySince(client, absence));
    }

    private synchronized void forgetIfAwaySince(RepeatingClient client, long absence) {
        if (client.sockets == 0 && client.absences == absence) {
            forget(client);
        }
    }

    private void forget(RepeatingClient client) {
        if (away.remove(client.key(), client)) {
            clients.remove(client.key());
            client.forgetAll();
        }
    }

    /** Takes room for an answer, or gives it back when it is negative; false when there is not so much. */
    private boolean reserve(long size) {
        long before = bytes.getAndAdd(size);
        if (size > 0 && before + size > limits.maxBytes()) {
            bytes.addAndGet(-size);
            return false;
        }
        return true;
    }

    /** How many clients are known. */
    public synchronized int size() {
        return clients.size();
    }

    /** How much the answers take that are kept. */
    public long bytes() {
        return bytes.get();
    }
}
