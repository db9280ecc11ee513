package io.sockee.websocket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that hold memory outside of the heap and are used for a moment each: a few wait to be used again, the others are ended.
 * Any thread; does not block.
 */
final class Supply<T> {
    private final Supplier<T> make;
    private final Consumer<T> reset;
    private final Consumer<T> end;
    private final int most;
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param most how many wait at most
     * @param reset makes one as good as new
     */
    Supply(int most, Supplier<T> make, Consumer<T> reset, Consumer<T> end) {
        this.most = most;
        this.make = make;
        this.reset = reset;
        this.end = end;
    }

    T take() {
        T one = idle.poll();
        if (one == null) {
            return make.get();
        }
        count.decrementAndGet();
        return one;
    }

    void give(T one) {
        if (closed || count.incrementAndGet() > most) {
            if (!closed) {
                count.decrementAndGet();
            }
            end.accept(one);
            return;
        }
        reset.accept(one);
        idle.add(one);
        if (closed) {
            endIdle();
        }
    }

    /** Ends those that wait; those in use are ended when they are given back. */
    void close() {
        closed = true;
        endIdle();
    }

    private void endIdle() {
        for (T one = idle.poll(); one != null; one = idle.poll()) {
            end.accept(one);
        }
    }
}
