package io.sockee.guide.app;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.On;
import io.sockee.api.RateLimit;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Prices, as they come. */
// tag::streams
@Actions("ticker")
public class TickerController {
    private final SubmissionPublisher<Price> prices = new SubmissionPublisher<>();

    public record Price(String symbol, int cents) {}

    @Action
    public Flow.Publisher<Price> prices() {
        return prices;
    }
    // end::streams

    // tag::limits
    @Action
    @RateLimit(perSecond = 2, burst = 5)
    public void report(Price price) {
        prices.offer(price, (subscriber, missed) -> false); // who reads slowly misses it: submit would wait
    }
    // end::limits

    // tag::http
    @On(value = "ticker.names", http = true, silent = true)
    public String[] names() {
        return new String[] {"ACME"};
    }
    // end::http

    @PreDestroy
    void close() {
        prices.close();
    }
}
