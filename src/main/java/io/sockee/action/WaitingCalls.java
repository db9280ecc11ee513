package io.sockee.action;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the calls that wait for a thread: in all, in bytes, and those of one address. The threads and their queue are those of the
 * sockets' calls, too, which many requests must not fill. Safe for any thread; does not block.
 */
public final class WaitingCalls {

    /**
     * The bounds.
     *
     * @param calls in all
     * @param ofAddress of one address
     * @param chars of arguments, in all
     */
    public record Bounds(int calls, int ofAddress, long chars) {}

    private final Bounds bounds;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong chars = new AtomicLong();
    private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

    public WaitingCalls(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Takes the place of one call, if there is one; then {@link #give} has to follow. */
    public boolean take(String address, long size) {
        int all = calls.incrementAndGet();
        if (chars.addAndGet(size) > bounds.chars() || all > bounds.calls()) {
            giveBack(size);
            return false;
        }
        boolean[] taken = new boolean[1];
        addresses.compute(address, (key, waiting) -> {
            int now = waiting == null ? 0 : waiting;
            taken[0] = now < bounds.ofAddress();
            return taken[0] ? Integer.valueOf(now + 1) : waiting;
        });
        if (!taken[0]) {
            giveBack(size);
        }
        return taken[0];
    }

    /** The call has begun, or will not. */
    public void give(String address, long size) {
        addresses.computeIfPresent(address, (key, waiting) -> waiting == 1 ? null : waiting - 1);
        giveBack(size);
    }

    private void giveBack(long size) {
        calls.decrementAndGet();
        chars.addAndGet(-size);
    }
}
