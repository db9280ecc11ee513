package io.sockee.session;

import java.time.Duration;

/**
 * How much a session may hold, and how long.
 *
 * @param idle how long it is kept without being used
 * @param lifetime how long it is kept at all
 * @param maxKeys how many values
 * @param maxBytes how many bytes of UTF-8 keys and values may have together
 * @param maxChannels how many channels
 * @param maxPerUser how many sessions one user may be logged in at; with one more, the one that was unused longest ends
 */
public record SessionLimits(
        Duration idle, Duration lifetime, int maxKeys, int maxBytes, int maxChannels, int maxPerUser) {

    /** How many characters the name of a value or of a channel may have. */
    static final int MAX_NAME = 255;

    /** After what part of the idle time another use of a session is written down. */
    private static final int PARTS = 20;

    Duration noted() {
        return idle.dividedBy(PARTS);
    }
}
