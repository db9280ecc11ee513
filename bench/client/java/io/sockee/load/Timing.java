package io.sockee.load;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param warmUp before what counts, of each measurement
 * @param measured what counts
 * @param patience until connections that do not come, and messages that do not follow any other, are given up
 */
public record Timing(Duration warmUp, Duration measured, Duration patience) {

    /** Usual patience. */
    public static Timing of(Duration warmUp, Duration measured) {
        return new Timing(warmUp, measured, Duration.ofSeconds(60));
    }
}
