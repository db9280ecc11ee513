package io.sockee.load;

import java.util.HashMap;
import java.util.Map;

/** Connections come, as fast as they can, and a connection is there when messages can be sent. */
final class Arrivals extends Measurement {
    private final Map<Integer, Long> begun = new HashMap<>();

    Arrivals(Target target, Scenario scenario, Timing timing, Loop loop) {
        super(target, scenario, timing, loop);
    }

    @Override
    void measure() {
        meter.begin();
        arrive(scenario.connections());
        meter.end();
    }

    @Override
    void arriving(Session session) {
        begun.put(session.nr, System.nanoTime());
    }

    @Override
    public void ready(Session session) {
        super.ready(session);
        latencies.add(System.nanoTime() - begun.remove(session.nr));
        counts.received++;
    }

    @Override
    void received(Session session, Session.Event event, long now) {
        counts.wrong++; // nobody has asked for it
    }
}
