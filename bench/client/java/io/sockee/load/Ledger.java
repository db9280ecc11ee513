package io.sockee.load;

import java.util.HashSet;
import java.util.Set;

/**
 * What one receiver has of the messages 0, 1, 2 … of one sender, which must come once each and in order. One that comes after a
 * later one is out of order; one that never comes is lost.
 */
final class Ledger {

    /** Of those that were passed over. When there are more, the run has failed anyway, and late ones count as doubled. */
    private static final int REMEMBERED = 10_000;

    private final Counts counts;
    private long next;
    private long passedOver;
    private Set<Long> missing = new HashSet<>(0);

    Ledger(Counts counts) {
        this.counts = counts;
    }

    /** @return whether it came for the first time */
    boolean received(long nr) {
        if (nr == next) {
            next++;
            return true;
        }
        if (nr > next) {
            passOver(nr);
            return true;
        }
        if (missing.remove(nr)) {
            passedOver--;
            counts.wrong++;
            return true;
        }
        counts.doubled++;
        return false;
    }

    private void passOver(long nr) {
        for (long late = next; late < nr && missing.size() < REMEMBERED; late++) {
            missing.add(late);
        }
        passedOver += nr - next;
        next = nr + 1;
    }

    /** How many have not come, of as many as were sent. */
    long lost(long sent) {
        return passedOver + Math.max(0, sent - next);
    }
}
