package io.sockee.load;

import java.time.Duration;

/**
 * Connections that do nothing: the memory that each of them takes. In the end each says something and gets it back, as those that
 * the server has forgotten would take none.
 */
final class Idle extends Measurement {

    /** Come and go before, so that what a first connection brings along is there. */
    private static final int FIRST = 200;

    private static final Duration REST = Duration.ofSeconds(1);

    private boolean counting;
    private long answers;
    private double heap = Double.NaN;
    private double rss = Double.NaN;

    Idle(Target target, Scenario scenario, Timing timing, Loop loop) {
        super(target, scenario, timing, loop);
    }

    @Override
    void measure() {
        meter.begin();
        arrive(FIRST);
        leave();
        ServerMemory before = memory();
        counting = true;
        arrive(scenario.connections());
        meter.end();
        ServerMemory with = memory();
        heap = (with.heapKib() - before.heapKib()) / scenario.connections();
        rss = (with.residentKib() - before.residentKib()) / scenario.connections();
        sessions.forEach(session -> session.echo(outgoing.set(session.nr, 0, System.nanoTime())));
        drain(() -> answers >= scenario.connections());
        counts.lost = Math.max(0, scenario.connections() - answers);
    }

    private ServerMemory memory() {
        during(REST);
        return target.pid().isPresent() ? ServerMemory.of(target.pid().getAsLong()) : ServerMemory.UNKNOWN;
    }

    @Override
    public void ready(Session session) {
        super.ready(session);
        if (counting) {
            counts.received++;
        }
    }

    @Override
    void received(Session session, Session.Event event, long now) {
        if (incoming.from() == session.nr) {
            answers++;
        } else {
            counts.wrong++;
        }
    }

    @Override
    Result result() {
        return result(Double.NaN, Double.NaN, heap, rss);
    }
}
