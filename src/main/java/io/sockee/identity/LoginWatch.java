package io.sockee.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out which of the logins that have sockets here have ended on another server. A look costs at most two queries, however
 * many logins there are: one for the logins that were noted as ended lately, one for a slice of all logins here. The slices find
 * ends that nobody has noted, as when rows were removed by hand. Blocks on the database; for one thread at a time.
 */
public final class LoginWatch {

    /** How many logins a slice has. When there are no more, each look asks for all. */
    static final int SLICE = 500;

    /** How late other nodes' clocks and commits may be. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    /** For how long notes of ended logins can be relied on: less than they are kept. */
    private static final Duration NOTED = Logins.ENDS_KEPT.dividedBy(2);

    /** What the database knows. */
    interface Source {
        /** The logins that were noted to have ended since a time. */
        Collection<Long> endedSince(Instant time);

        /** Those of the given logins that are no longer there. */
        Set<Long> endedAmong(Collection<Long> logins);
    }

    private final Source source;
    private final InstantSource clock;
    private Instant looked = Instant.EPOCH; // up to when the notes have been read
    private List<Long> slices = List.of(); // logins that have still to be asked for in this round
    private int turn;

    LoginWatch(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * Logins that have ended: those of this server, and perhaps others.
     *
     * @param live the logins that have sockets here
     */
    public Set<Long> look(Collection<Long> live) {
        Instant now = clock.instant();
        if (live.size() <= SLICE || looked.isBefore(now.minus(NOTED))) {
            slices = List.of();
            Set<Long> ended = live.isEmpty() ? Set.of() : source.endedAmong(live);
            looked = now;
            return ended;
        }
        Set<Long> ended = new HashSet<>(source.endedSince(looked.minus(LATENESS)));
        looked = now;
        if (turn >= slices.size()) {
            slices = List.copyOf(live);
            turn = 0;
        }
        List<Long> slice = slices.subList(turn, Math.min(turn + SLICE, slices.size()));
        turn += SLICE;
        ended.addAll(source.endedAmong(slice));
        return ended;
    }
}
