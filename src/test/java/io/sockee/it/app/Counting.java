package io.sockee.it.app;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes the numbers from 1 to a last one, on the thread that asks for them. */
record Counting(int last) implements Flow.Publisher<Object> {

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private final AtomicLong asked = new AtomicLong();
            private int next;
            private volatile boolean over;

            @Override
            public void request(long n) {
                if (asked.getAndAdd(n) != 0) {
                    return; // whoever publishes sees the changed count
                }
                do {
                    if (over) {
                        return;
                    }
                    if (next == last) {
                        over = true;
                        subscriber.onComplete();
                        return;
                    }
                    subscriber.onNext(++next);
                } while (asked.decrementAndGet() != 0);
            }

            @Override
            public void cancel() {
                over = true;
            }
        });
    }
}
