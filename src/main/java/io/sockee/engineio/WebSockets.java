package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * A session's side for WebSockets: the one that is its transport, and those that want to be. Called within the session's
 * mailbox, except where a method says otherwise.
 */
final class WebSockets {
    private final EngineSession session;
    private final Upgrade upgrade;
    private @Nullable EngineWebSocket transport;

    WebSockets(EngineSession session) {
        this.session = session;
        this.upgrade = new Upgrade(session.timers(), session.settings(), session);
    }

    /** The session begins over a WebSocket. Any thread. */
    EngineWebSocket open(WebSocketChannel channel) {
        EngineWebSocket opened = new EngineWebSocket(session, channel);
        session.execute(() -> {
            transport = opened;
            Outbox outbox = session.outbox();
            outbox.offerControl(new Frame.Text(session.openPacket()));
            outbox.attach(opened.carrier(outbox));
            session.opened();
        });
        return opened;
    }

    /** Whether another WebSocket may be opened: false after several that had to be closed. Any thread. */
    boolean acceptsProbes() {
        return upgrade.acceptsProbes();
    }

    /** A WebSocket wants to take the session over. Any thread. */
    EngineWebSocket probe(WebSocketChannel channel) {
        EngineWebSocket probe = new EngineWebSocket(session, channel);
        session.execute(() -> upgrade.begin(probe, session.isUpgradable()));
        return probe;
    }

    /** The probe has become the transport. */
    void upgraded(EngineWebSocket probe) {
        transport = probe;
        session.upgraded();
    }

    /** The probe that has become the transport has no send under way: what waits goes out over it. */
    void sendBy(EngineWebSocket probe) {
        if (probe == transport && !session.isClosed()) {
            session.outbox().attach(probe.carrier(session.outbox()));
        }
    }

    void onText(EngineWebSocket from, String frame) {
        if (from != transport) {
            upgrade.onFrame(from, frame);
            return;
        }
        try {
            if (session.isOpen() && !session.onPacket(frame)) {
                session.end(CloseReason.PARSE_ERROR);
            }
        } catch (RuntimeException | Error e) { // as with a POST
            session.end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    void onBinary(EngineWebSocket from, byte[] frame) {
        if (from != transport) {
            upgrade.fail(from);
            return;
        }
        try {
            if (session.isOpen() && !session.onBinaryFrame(frame)) {
                session.end(CloseReason.PARSE_ERROR);
            }
        } catch (RuntimeException | Error e) { // as with a POST
            session.end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    /** A WebSocket has closed or failed, be it the transport, which ends the session, or another. */
    void onGone(EngineWebSocket gone, CloseReason reason) {
        if (gone == transport) {
            session.end(reason);
        } else {
            upgrade.fail(gone);
        }
    }

    /** The session ends: nothing takes it over any more. */
    void endProbe() {
        upgrade.stop();
    }

    /** The session has ended: its WebSocket is closed, if it has one. */
    void end(CloseReason reason) {
        if (transport != null) {
            transport.close(reason);
        }
    }
}
