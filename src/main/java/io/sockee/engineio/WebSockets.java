package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.connection.WebSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A session's side for WebSockets: the one that is its transport, and those that want to be. Called within the session's
 * mailbox, except where a method says otherwise.
 */
final class WebSockets {
    private final EngineSession session;
    private volatile @Nullable Upgrade upgrade; // there for sessions that begin otherwise
    private @Nullable EngineWebSocket transport;

    WebSockets(EngineSession session) {
        this.session = session;
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
        Upgrade known = upgrade;
        return known == null || known.acceptsProbes();
    }

    /** A WebSocket wants to take the session over. Any thread. */
    EngineWebSocket probe(WebSocketChannel channel) {
        EngineWebSocket probe = new EngineWebSocket(session, channel);
        session.execute(() -> upgrade().begin(probe, session.isUpgradable()));
        return probe;
    }

    private Upgrade upgrade() {
        Upgrade known = upgrade;
        if (known == null) {
            known = new Upgrade(session.timers(), session.settings(), session);
            upgrade = known;
        }
        return known;
    }

    /** The probe has become the transport. */
    void upgraded(EngineWebSocket probe) {
        transport = probe;
        session.upgraded();
    }

    /** The probe that has become the transport has no send under way: what waits goes out over it. */
    void sendBy(EngineWebSocket probe) {
        if (isTransport(probe) && !session.isClosed()) {
            session.outbox().attach(probe.carrier(session.outbox()));
        }
    }

    /** Whether what comes from a WebSocket comes from the client's transport, and not from a probe or one that is refused. */
    boolean isTransport(EngineWebSocket from) {
        return from == transport;
    }

    /** A text message of a WebSocket that is not the transport. */
    void onProbe(EngineWebSocket from, String frame) {
        upgrade().onFrame(from, frame);
    }

    /** A WebSocket that is not the transport has sent what no probe may, or has gone. */
    void failProbe(EngineWebSocket from) {
        upgrade().fail(from);
    }

    /** A WebSocket has closed or failed, be it the transport, which ends the session, or another. */
    void onGone(EngineWebSocket gone, CloseReason reason) {
        if (isTransport(gone)) {
            session.end(reason);
        } else {
            failProbe(gone);
        }
    }

    /** The session ends: nothing takes it over any more. */
    void endProbe() {
        Upgrade known = upgrade;
        if (known != null) {
            known.stop();
        }
    }

    /** That of the WebSocket which is the transport. */
    int progress() {
        return transport == null ? 0 : transport.channel().progress();
    }

    /** The session has ended: its WebSocket is closed, if it has one. */
    void end(CloseReason reason) {
        if (transport != null) {
            transport.close(reason);
        }
    }
}
