package io.sockee.delivery;

/** Why messages were left out, so that the device has to get everything anew from its website. */
enum Gap {
    /** More messages waited than may. */
    QUEUE_FULL("queue full"),
    /** It was away for longer than its time. */
    EXPIRED("away too long"),
    /** Its answers did not come in order. */
    OUT_OF_ORDER("out of order");

    private final String reason;

    Gap(String reason) {
        this.reason = reason;
    }

    /** What the device is told. */
    String reason() {
        return reason;
    }
}
