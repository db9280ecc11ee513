package io.sockee.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks which of the logins that have sockets here have ended on another server. A look costs two questions at most, however
 * many logins there are: for what has been noted as ended lately, and for a slice of all. Slices find what nobody has noted,
 * as when somebody has removed rows by hand. One thread at a time.
 */
public final class LoginWatch {

    /** How many are asked for at a time. Where there are no more, all are, each time. */
    static final int SLICE = 500;

    /** Others' clocks and commits may be so late. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    /** How long what has ended is noted, and a bit less. */
    private static final Duration NOTED = Logins.ENDS_KEPT.dividedBy(2);

    /** What the database knows. */
    interface Source {
        /** The logins that were noted to have ended since a time. */
        Collection<Long> endedSince(Instant time);

        /** Those of some logins that are there no more. */
        Set<Long> endedAmong(Collection<Long> logins);
    }

    private final Source source;
    private final InstantSource clock;
    private Instant looked = Instant.EPOCH; // when it was last known what had been noted
    private List<Long> slices = List.of(); // those whose turn is to come
    private int turn;

    LoginWatch(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * Those that have ended, among others that have nothing to do with this server.
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
