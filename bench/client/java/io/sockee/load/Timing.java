package io.sockee.load;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp before what counts, of each measurement
 * @param measured what counts
 * @param patience without any progress, until connections that have not come are given up
 * @param silence without any message, until what has not come is lost
 */
public record Timing(Duration warmUp, Duration measured, Duration patience, Duration silence) {

    /** Usual patience. */
    public static Timing of(Duration warmUp, Duration measured) {
        return new Timing(warmUp, measured, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }
}
