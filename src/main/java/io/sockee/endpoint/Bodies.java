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
 * The request bodies that are still on their way, over all paths, and what they may take. Those that came whole with
 * their head are none of its business. Where there are too many, the oldest is given up for the one that comes: whoever
 * sends as others do is through before it is the oldest. Safe for any thread, without a lock that all share.
 */
@ApplicationScoped
public class Bodies {
    private volatile BodyLimits limits = BodyLimits.DEFAULT;
    private volatile Runnable onRefusal = () -> {};
    private volatile @Nullable Timers timers;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** In the order in which they came; each is changed within the map's operations alone. */
    private final Map<String, LinkedHashSet<Place>> byAddress = new ConcurrentHashMap<>();

    /**
     * Says what they may take.
     *
     * @param timers end those that take too long
     * @param onRefusal told of each body that was not taken, or given up
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
     * Takes one more.
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

    /** Whoever has most gives one up; looked for only where there are too many in all. */
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

        // Guarded by this: what comes while the place is given up must not be counted for ever.
        private long held;
        private boolean left;

        private Place(String customer) {
            this.customer = customer;
        }

        /** Says what is to be done when this body has to make room for another one. */
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
         * Makes room for more of the body; false where all bodies together have taken what they may, or this one has left. One
         * alone may more.
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

        /** The body is whole, or given up; once is enough. */
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
