package io.sockee.connection;

import io.sockee.connection.Outbox.Offer;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happens where a connection's outbox has no more room: its end, or a message less, as the settings say. Any thread. */
public final class Overflow {
    private final HandshakeRequest handshake;
    private final boolean closes;
    private final ConnectionEvents events;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param closes whether the connection ends; otherwise the message is dropped
     * @param end ends the connection; run once, by the thread that has met the bound
     */
    public Overflow(HandshakeRequest handshake, boolean closes, ConnectionEvents events, Runnable end) {
        this.handshake = handshake;
        this.closes = closes;
        this.events = events;
        this.end = end;
    }

    /** Whether an offer was taken; sees to it when there was no room. */
    public boolean taken(Offer offer) {
        if (offer == Offer.FULL) {
            if (!closes) {
                events.dropped(handshake);
            } else if (ended.compareAndSet(false, true)) { // once, however many senders meet the bound
                events.queueFull(handshake);
                end.run();
            }
        }
        return offer == Offer.QUEUED;
    }

    /** Whether the connection ends because of it, or is about to. */
    public boolean hasEnded() {
        return ended.get();
    }
}
