package io.sockee.delivery;

import java.time.Duration;

/**
 * How devices and their queues are kept.
 *
 * @param ttl how long a device is known after it has left; zero means for ever
 * @param limits how much may wait for one device
 * @param maxWaitingSends how many requests of websites may wait to be stored
 */
public record DeviceSettings(Duration ttl, QueueLimits limits, int maxWaitingSends) {}
