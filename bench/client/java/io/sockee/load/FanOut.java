package io.sockee.load;

import java.util.Arrays;

/**
 * One connection publishes, to all or to the rooms in turn; the next one goes when all have the one that is a window older. The
 * publisher is itself among all, and in no room. Of a {@link Scenario.Kind#STALL}, there is one more that stops reading: what the
 * others have before and then is measured, and nothing is asked of that one any more.
 */
final class FanOut extends Measurement {
    private static final int ROOMS = 10;

    /** What is published before a reader that has stopped is taken for one whose buffers are full. */
    private static final long FILLS = 8 << 20;

    private final int rooms;
    private final int publisher;
    private final int stops;
    private final Ledger[] ledgers;
    private final boolean[] joined;

    /** Of the last broadcasts: which one it is, and how many have not got it yet. */
    private final long[] which;

    private final int[] left;

    private long published;
    private boolean publishing;
    private boolean stopped;
    private int inRooms;
    private double p99Before = Double.NaN;

    FanOut(Target target, Scenario scenario, Timing timing, Loop loop) {
        super(target, scenario, timing, loop);
        rooms = scenario.kind() == Scenario.Kind.ROOM ? ROOMS : 1;
        publisher = scenario.connections();
        stops = scenario.kind() == Scenario.Kind.STALL ? publisher + 1 : -1;
        int all = Math.max(publisher, stops) + 1;
        ledgers = new Ledger[all];
        joined = new boolean[all];
        which = new long[scenario.window()];
        left = new int[scenario.window()];
        Arrays.fill(which, -1);
    }

    @Override
    void arriving(Session session) {
        ledgers[session.nr] = new Ledger(counts);
    }

    @Override
    void measure() {
        arrive(ledgers.length);
        if (counts.failed > 0) {
            return; // who is to hear what is not known
        }
        if (rooms > 1) {
            join();
        }
        begin();
        during(timing.warmUp());
        measured(() -> {});
        if (stops >= 0) {
            p99Before = latencies.micros(0.99);
            end();
            sessions.get(stops).carrier.stop();
            stopped = true;
            begin();
            long enough = published + FILLS / scenario.text();
            drain(() -> published >= enough);
            measured(() -> {});
        }
        end();
        for (Session session : sessions) {
            if (session.nr != stops && expects(session)) {
                int room = session.nr % rooms;
                counts.lost += ledgers[session.nr].lost((published - room + rooms - 1) / rooms);
            }
        }
        if (stopped) {
            abandon(sessions.get(stops));
        }
    }

    /** Handlers of one connection run in order: who gets an echo is in the room. */
    private void join() {
        for (Session session : sessions) {
            if (expects(session)) {
                session.join(session.nr % rooms);
                session.echo(outgoing.set(session.nr, 0, System.nanoTime()));
            }
        }
        drain(() -> inRooms == scenario.connections());
        for (int missing = inRooms; missing < scenario.connections(); missing++) {
            counts.failed("no answer after a join");
        }
    }

    private void begin() {
        publishing = true;
        publish();
    }

    private void end() {
        publishing = false;
        drain(() -> Arrays.stream(left).sum() == 0);
    }

    private boolean expects(Session session) {
        return rooms == 1 || session.nr != publisher;
    }

    private void publish() {
        int slot = (int) (published % left.length);
        while (publishing && left[slot] == 0) {
            int room = (int) (published % rooms);
            which[slot] = published;
            left[slot] = rooms > 1
                    ? (scenario.connections() - room + rooms - 1) / rooms
                    : ledgers.length - (stopped ? 1 : 0);
            outgoing.set(room, published / rooms, System.nanoTime());
            published++;
            if (rooms > 1) {
                sessions.get(publisher).toRoom(room, outgoing);
            } else {
                sessions.get(publisher).broadcast(outgoing);
            }
            slot = (int) (published % left.length);
        }
    }

    @Override
    void received(Session session, Session.Event event, long now) {
        if (event == Session.Event.ECHO && rooms > 1 && incoming.from() == session.nr && !joined[session.nr]) {
            joined[session.nr] = true;
            inRooms++;
            return;
        }
        long message = incoming.nr() * rooms + incoming.from();
        if (event != Session.Event.MESSAGE
                || !expects(session)
                || incoming.from() != session.nr % rooms
                || message >= published) {
            counts.wrong++;
        } else if (ledgers[session.nr].received(incoming.nr())) {
            latencies.add(now - incoming.at());
            counts.received++;
            int slot = (int) (message % left.length);
            if (which[slot] == message && --left[slot] == 0) {
                publish();
            }
        }
    }

    @Override
    Result result() {
        return result(meter.micros(measured()), p99Before, Double.NaN, Double.NaN);
    }
}
