package io.sockee.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One scenario against one server: connections that come, something that is measured, and a farewell. */
abstract class Measurement implements Session.Audience {

    /** Handshakes at the same time. */
    private static final int ARRIVING = 64;

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    final Target target;
    final Scenario scenario;
    final Timing timing;
    final Loop loop;
    final Counts counts = new Counts();
    final Histogram latencies = new Histogram();
    final Meter meter;
    final Payload outgoing;
    final Payload incoming;
    final List<Session> sessions = new ArrayList<>();

    private final Text text = new Text();
    private int wanted;
    private int ready;
    private int gone;
    private boolean leaving;
    private long progress = System.nanoTime();

    Measurement(Target target, Scenario scenario, Timing timing, Loop loop) {
        this.target = target;
        this.scenario = scenario;
        this.timing = timing;
        this.loop = loop;
        meter = new Meter(target.pid());
        outgoing = new Payload(scenario.text());
        incoming = new Payload(scenario.text());
    }

    /** Connects, measures and leaves; what was found. */
    final Result run() {
        measure();
        leave();
        return result();
    }

    abstract void measure();

    /** A payload that is whole. Others, and its order, have been looked at. */
    abstract void received(Session session, Session.Event event, long now);

    /** What was found; those that know more than processors and times add it. */
    Result result() {
        return result(meter.micros(measured()), Double.NaN, Double.NaN, Double.NaN);
    }

    final Result result(double cpuMicros, double p99Before, double heapKib, double rssKib) {
        boolean none = measured() == 0;
        return new Result(
                cpuMicros,
                none ? Double.NaN : meter.perSecond(measured()),
                none ? Double.NaN : latencies.micros(0.5),
                none ? Double.NaN : latencies.micros(0.99),
                none ? Double.NaN : latencies.micros(1),
                p99Before,
                heapKib,
                rssKib,
                meter.serverCores(),
                meter.clientCores(),
                meter.compilerCores(),
                meter.otherCores(),
                counts.received,
                counts.lost,
                counts.doubled,
                counts.wrong,
                counts.failed,
                counts.failure);
    }

    /** Units of what was measured. */
    long measured() {
        return latencies.total();
    }

    /** Connects so many more; goes on until all have come, or have failed. */
    final void arrive(int connections) {
        wanted += connections;
        progress = System.nanoTime();
        waitFor(
                () -> {
                    while (sessions.size() < wanted && sessions.size() - ready - gone < ARRIVING) {
                        begin();
                    }
                    meter.tick();
                    return ready + gone >= wanted;
                },
                timing.patience());
        int missing = wanted - ready - gone;
        for (int i = 0; i < missing; i++) {
            counts.failed("no answer to a handshake");
        }
    }

    private void begin() {
        int nr = sessions.size();
        Session session = session(nr);
        sessions.add(session);
        arriving(session);
        try {
            if (scenario.isCalledOverHttp()) {
                session.opened();
            } else if (scenario.kind() == Scenario.Kind.POLLING) {
                String path = target.path() + "?EIO=4&transport=polling";
                Polling polling = new Polling(loop, target.address(), target.host(), path, session);
                session.carrier = polling;
                polling.open();
            } else {
                WebSocket webSocket = new WebSocket(target.host(), webSocketTarget(nr), session);
                session.carrier = webSocket;
                loop.connect(target.address(), webSocket);
            }
        } catch (IOException e) {
            session.ended("connect: " + e.getMessage());
        }
    }

    private Session session(int nr) {
        if (scenario.isCalledOverHttp()) {
            return new HttpSession(nr, this, text, loop, target.address(), target.host(), scenario.resource());
        }
        return target.protocol() == Target.Protocol.SOCKJS
                ? new SockJsSession(nr, this, text)
                : new SocketIoSession(nr, this, text, namespace(), scenario.asking());
    }

    /** Actions are in the main one, and their scenario's namespace is the class's name. */
    private String namespace() {
        if (scenario.kind() == Scenario.Kind.ACTION) {
            return "";
        }
        return scenario.namespace().isEmpty() ? target.namespace() : scenario.namespace();
    }

    private String webSocketTarget(int nr) {
        return target.protocol() == Target.Protocol.SOCKJS
                ? target.path() + "/000/" + Long.toString(System.nanoTime(), 36) + nr + "/websocket"
                : target.path() + "?EIO=4&transport=websocket";
    }

    /** It is about to be connected. */
    void arriving(Session session) {}

    /** Lets messages come for so long. */
    final void during(Duration duration) {
        loop.until(
                () -> {
                    meter.tick();
                    return false;
                },
                System.nanoTime() + duration.toNanos());
    }

    /** Measures for as long as is to be measured. */
    final void measured(Runnable before) {
        before.run();
        latencies.clear();
        meter.begin();
        during(timing.measured());
        meter.end();
    }

    /** Waits until this is so, or until nothing has come for too long. */
    final void drain(BooleanSupplier done) {
        progress = System.nanoTime();
        waitFor(done, timing.silence());
    }

    private void waitFor(BooleanSupplier done, Duration silence) {
        boolean over = false;
        while (!over) {
            long seen = progress;
            over = loop.until(() -> progress != seen || done.getAsBoolean(), seen + silence.toNanos())
                    ? done.getAsBoolean()
                    : true;
        }
    }

    /** Ends it without a farewell. */
    final void abandon(Session session) {
        session.carrier.abort();
        gone++;
    }

    /** All close, as the protocol says it, and wait for the server to do the same. */
    final void leave() {
        leaving = true;
        int before = gone;
        int here = sessions.size() - before;
        sessions.forEach(session -> session.carrier.close());
        loop.until(() -> gone >= before + here, System.nanoTime() + FAREWELL.toNanos());
        sessions.forEach(session -> session.carrier.abort());
        leaving = false;
        wanted = 0;
        ready = 0;
        gone = 0;
        sessions.clear();
    }

    @Override
    public void ready(Session session) {
        ready++;
        progress = System.nanoTime();
    }

    @Override
    public final void received(Session session, Session.Event event, byte[] bytes, int from, int to) {
        long now = System.nanoTime();
        progress = now;
        if (incoming.read(bytes, from, to)) {
            received(session, event, now);
        } else {
            counts.wrong++;
        }
    }

    @Override
    public final void wrong(Session session) {
        counts.wrong++;
    }

    @Override
    public final void ended(Session session, String why) {
        gone++;
        progress = System.nanoTime();
        if (!leaving) {
            counts.failed(why);
        }
    }
}
