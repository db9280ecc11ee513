package io.sockee.load;

/** Each connection sends, and gets its own back: by an event, an acknowledgement, or an answer over HTTP. */
final class Echoes extends Measurement {
    private final Session.Event expected;
    private final Ledger[] ledgers;
    private final long[] sent;
    private final int[] outstanding;
    private long all;
    private boolean sending;

    Echoes(Target target, Scenario scenario, Timing timing, Loop loop) {
        super(target, scenario, timing, loop);
        expected = switch (scenario.kind()) {
            case ACK, VALUE, ACTION -> Session.Event.ACK;
            default -> Session.Event.ECHO;
        };
        ledgers = new Ledger[scenario.connections()];
        sent = new long[scenario.connections()];
        outstanding = new int[scenario.connections()];
    }

    @Override
    void arriving(Session session) {
        ledgers[session.nr] = new Ledger(counts);
    }

    @Override
    void measure() {
        arrive(scenario.connections());
        sending = true;
        sessions.forEach(this::send);
        during(timing.warmUp());
        measured(() -> {});
        sending = false;
        drain(() -> counts.received == all);
        for (Session session : sessions) {
            counts.lost += ledgers[session.nr].lost(sent[session.nr]);
        }
    }

    private void send(Session session) {
        while (sending && outstanding[session.nr] < scenario.window()) {
            outstanding[session.nr]++;
            all++;
            outgoing.set(session.nr, sent[session.nr]++, System.nanoTime());
            if (expected == Session.Event.ACK) {
                session.ack(outgoing);
            } else {
                session.echo(outgoing);
            }
        }
    }

    @Override
    void received(Session session, Session.Event event, long now) {
        boolean right = event == expected
                && incoming.from() == session.nr
                && incoming.nr() < sent[session.nr]
                && (event != Session.Event.ACK || session.acknowledged == incoming.nr());
        if (!right) {
            counts.wrong++;
        } else if (ledgers[session.nr].received(incoming.nr())) {
            latencies.add(now - incoming.at());
            counts.received++;
            outstanding[session.nr]--;
            send(session);
        }
    }
}
