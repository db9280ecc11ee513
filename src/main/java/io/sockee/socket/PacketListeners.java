package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.hub.Emission;
import io.sockee.traffic.Line.Kind;
import io.sockee.traffic.Line.Way;
import io.sockee.traffic.TrafficLog;
import io.sockee.wire.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to know of packets as they come and go: whoever has been told of events since the start, if anybody, and the traffic log
 * while somebody has asked for it. Where nobody does, each packet costs the reading of two fields. Any thread; does not block.
 */
final class PacketListeners {
    private final @Nullable Traffic traffic;
    private final TrafficLog log;

    PacketListeners(@Nullable Traffic traffic, TrafficLog log) {
        this.traffic = traffic;
        this.log = log;
    }

    /** Whether anybody may want to know of an event now. */
    boolean any() {
        return traffic != null || log.isOn();
    }

    /** A client has sent an event: for who is told of events. */
    void observed(ClientSocket socket, Event event) {
        if (traffic != null) {
            traffic.received(socket, event);
        }
    }

    /** A client has sent a packet to a socket that is there: for the traffic log. */
    void logged(ClientSocket socket, Packet.InNamespace packet) {
        if (log.isOn()) {
            log.received(socket, packet);
        }
    }

    /** An event goes to a client. */
    void sent(ClientSocket socket, Event event, long ackId) {
        if (traffic != null) {
            traffic.sent(socket, event);
        }
        if (log.isOn()) {
            log.event(Way.OUT, socket, event, ackId);
        }
    }

    /** A client is told that it is connected, and before that what it has missed, of which others were told before. */
    void begins(ClientSocket socket, List<Emission> missed) {
        if (log.isOn()) {
            missed.forEach(emission -> log.event(Way.OUT, socket, emission.event(), emission.ackId()));
            log.bare(Way.OUT, Kind.CONNECT, socket);
        }
    }

    /** An answer goes to a client. */
    void answered(ClientSocket socket, RawArguments arguments, long ackId) {
        if (log.isOn()) {
            log.ack(Way.OUT, socket, arguments, ackId);
        }
    }

    /** A packet comes or goes that has nothing in it, or nothing that may be told. */
    void bare(ClientSocket socket, Way way, Kind kind) {
        if (log.isOn()) {
            log.bare(way, kind, socket);
        }
    }
}
