package io.sockee.guide.app;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;

// tag::stock
@ApplicationScoped
@Transactional // joins the caller's transaction
public class Stock {
    private final Map<String, Integer> counts = new HashMap<>(Map.of("sock", 100));

    @Inject
    Publisher publisher;

    public synchronized void take(String item, int count) throws SoldOutException {
        int left = counts.getOrDefault(item, 0) - count;
        publisher.emit("stock", item, left);
        if (left < 0) {
            throw new SoldOutException(item);
        }
        counts.put(item, left);
    }
    // end::stock

    public synchronized boolean has(String item) {
        return counts.containsKey(item);
    }

    public synchronized Map<String, Integer> all() {
        return Map.copyOf(counts);
    }
    // tag::stock
}
// end::stock
