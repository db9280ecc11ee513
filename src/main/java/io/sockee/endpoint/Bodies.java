package io.sockee.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The request bodies that are still on their way, over all paths, and what they may take. Those that came whole with
 * their head are none of its business. Safe for any thread, without a lock.
 */
@ApplicationScoped
public class Bodies {
    private volatile BodyLimits limits = BodyLimits.DEFAULT;
    private volatile Runnable onRefusal = () -> {};
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * Says what they may take.
     *
     * @param onRefusal told of each body that was not taken, or given up
     */
    public void configure(BodyLimits wanted, Runnable onRefusal) {
        limits = wanted;
        this.onRefusal = onRefusal;
    }

    BodyLimits limits() {
        return limits;
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
     * Takes one more, unless there are too many, in all or from the address.
     *
     * @param customer whom the address stands for: see {@link io.sockee.proxy.Arrival#customer()}
     */
    Optional<Place> take(String customer) {
        BodyLimits current = limits;
        if (count.incrementAndGet() > current.atOnce()) {
            count.decrementAndGet();
            refused();
            return Optional.empty();
        }
        Place place = new Place(customer);
        if (byAddress.merge(customer, 1, Integer::sum) > current.perAddress()) {
            place.leave();
            refused();
            return Optional.empty();
        }
        return Optional.of(place);
    }

    /** What one body takes, until it leaves. */
    final class Place {
        private final String customer;
        private final AtomicBoolean left = new AtomicBoolean();
        private final AtomicLong held = new AtomicLong();

        private Place(String customer) {
            this.customer = customer;
        }

        /** Makes room for more of the body; false where all bodies together have taken what they may. One alone may more. */
        boolean grow(int more) {
            long own = held.addAndGet(more);
            long all = bytes.addAndGet(more);
            return all <= limits.bytes() || all == own;
        }

        /** The body is whole, or given up; once is enough. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                bytes.addAndGet(-held.get());
                count.decrementAndGet();
                byAddress.computeIfPresent(customer, (key, present) -> present == 1 ? null : present - 1);
            }
        }
    }
}
