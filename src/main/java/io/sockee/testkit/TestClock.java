package io.sockee.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The machine's clock, ahead by what a test has let elapse. */
final class TestClock extends Clock {
    private final LongSupplier ahead;
    private final ZoneId zone;

    /**
     * @param ahead in nanoseconds
     */
    TestClock(LongSupplier ahead) {
        this(ahead, ZoneOffset.UTC);
    }

    private TestClock(LongSupplier ahead, ZoneId zone) {
        this.ahead = ahead;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return Instant.now().plusNanos(ahead.getAsLong());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(ahead, other);
    }
}
