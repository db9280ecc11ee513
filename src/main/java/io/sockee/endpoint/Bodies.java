package io.sockee.endpoint;

import io.sockee.connection.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The request bodies that are still on their way, over all paths, and how much they may take. Bodies that came whole with
 * their head are not counted. When there are too many, of one address or in all, the oldest (in all: of the address that has
 * most) is given up for the new one: a client of ordinary speed is done before its body is the oldest. Safe for any thread,
 * without a lock that all share; does not block.
 */
@ApplicationScoped
public class Bodies {
    private volatile BodyLimits limits = BodyLimits.DEFAULT;
    private volatile Runnable onRefusal = () -> {};
    private volatile @Nullable Timers timers;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Each set in the order in which the bodies came; changed within operations of the map only. */
    private final Map<String, LinkedHashSet<Place>> byAddress = new ConcurrentHashMap<>();

    /**
     * Sets the limits; once, at the start.
     *
     * @param timers end bodies that take too long
     * @param onRefusal run for each body that is refused or given up; any thread, must not block
     */
    public void configure(BodyLimits wanted, Timers timers, Runnable onRefusal) {
        limits = wanted;
        this.timers = timers;
        this.onRefusal = onRefusal;
    }

    BodyLimits limits() {
        return limits;
    }

    Timers timers() {
        Timers known = timers;
        if (known == null) {
            throw new IllegalStateException("No body is taken before the start.");
        }
        return known;
    }

    /** How many are under way. */
    int count() {
        return count.get();
    }

    /** One was refused, or given up. */
    void refused() {
        onRefusal.run();
    }

    /**
     * Takes one more, always; an older one may be given up for it. The place has to be {@linkplain Place#leave left}.
     *
     * @param customer whom the address stands for: see {@link io.sockee.proxy.Arrival#customer()}
     */
    Place take(String customer) {
        Place place = new Place(customer);
        count.incrementAndGet();
        AtomicReference<@Nullable Place> tooMany = new AtomicReference<>();
        byAddress.compute(customer, (key, known) -> {
            LinkedHashSet<Place> places = known == null ? new LinkedHashSet<>() : known;
            if (places.size() >= limits.perAddress()) {
                tooMany.set(places.iterator().next());
            }
            places.add(place);
            return places;
        });
        Place oldest = tooMany.get();
        if (oldest == null && count.get() > limits.atOnce()) {
            oldest = oldestOfMost(place);
        }
        if (oldest != null) {
            oldest.giveUp();
        }
        return place;
    }

    /** The oldest body of the address that has most; looked for only when there are too many in all. */
    private @Nullable Place oldestOfMost(Place newest) {
        String most = newest.customer;
        int size = 0;
        for (Map.Entry<String, LinkedHashSet<Place>> entry : byAddress.entrySet()) {
            int own = entry.getValue().size();
            if (own > size) {
                size = own;
                most = entry.getKey();
            }
        }
        AtomicReference<@Nullable Place> oldest = new AtomicReference<>();
        byAddress.computeIfPresent(most, (key, places) -> {
            oldest.set(places.iterator().next());
            return places;
        });
        return oldest.get();
    }

    /** What one body takes, until it leaves. */
    final class Place {
        private final String customer;
        private final AtomicReference<@Nullable Runnable> onGivenUp = new AtomicReference<>();
        private volatile boolean givenUp;

        // Guarded by this: bytes that come while the place is given up must not stay counted.
        private long held;
        private boolean left;

        private Place(String customer) {
            this.customer = customer;
        }

        /** Sets what is run, on any thread, when this body has to make room for another one; at once if that has happened. */
        void whenGivenUp(Runnable action) {
            onGivenUp.set(action);
            if (givenUp) {
                act();
            }
        }

        private void giveUp() {
            givenUp = true;
            leave();
            act();
        }

        private void act() {
            Runnable action = onGivenUp.getAndSet(null);
            if (action != null) {
                action.run();
            }
        }

        /**
         * Counts more bytes of the body; false when all bodies together would hold more than they may, or this one has left. A
         * single body, with no other beside it, may hold more.
         */
        synchronized boolean grow(int more) {
            if (left) {
                return false;
            }
            held += more;
            long all = bytes.addAndGet(more);
            return all <= limits.bytes() || all == held;
        }

        private synchronized boolean isFirstToLeave() {
            if (left) {
                return false;
            }
            left = true;
            bytes.addAndGet(-held);
            return true;
        }

        /** The body is whole, or has been given up. Further calls do nothing. */
        void leave() {
            if (isFirstToLeave()) {
                count.decrementAndGet();
                byAddress.computeIfPresent(customer, (key, places) -> {
                    places.remove(this);
                    return places.isEmpty() ? null : places;
                });
            }
        }
    }
}
