package io.sockee.guide.app;

import io.sockee.api.Publish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

// tag::observer
@ApplicationScoped
public class Till {
    private final AtomicInteger sold = new AtomicInteger();

    public record Total(int sold) {}

    @Publish(event = "total", namespace = "/market")
    public @Nullable Total count(@Observes Sale sale) {
        int all = sold.addAndGet(sale.count());
        return all % 10 == 0 ? new Total(all) : null; // null: nobody is told
    }
}
// end::observer
