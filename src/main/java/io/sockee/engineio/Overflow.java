package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox.Offer;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happens where a session's outbox has no more room: its end, or a message less, as the settings say. Any thread. */
final class Overflow {
    private final EngineSession session;
    private final EngineEvents events;
    private final AtomicBoolean ended = new AtomicBoolean();

    Overflow(EngineSession session, EngineEvents events) {
        this.session = session;
        this.events = events;
    }

    /** Whether an offer was taken; sees to it when there was no room. */
    boolean taken(Offer offer) {
        if (offer == Offer.FULL) {
            if (!session.settings().closeWhenFull()) {
                events.dropped(session.handshake());
            } else if (ended.compareAndSet(false, true)) { // once, however many senders meet the bound
                events.queueFull(session.handshake());
                session.execute(() -> session.end(CloseReason.SEND_QUEUE_FULL));
            }
        }
        return offer == Offer.QUEUED;
    }

    /** Whether the session ends because of it, or is about to. */
    boolean hasEnded() {
        return ended.get();
    }
}
