package io.sockee.session;

import io.sockee.api.User;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the sessions that are in use on this node, the one that came last first. Nothing that it tells opens a session. Any thread;
 * does not block; what a look costs does not depend on how many there are.
 */
public final class SessionDirectory {
    private static final int CHANNELS = 20;

    private final LiveSessions live;

    SessionDirectory(LiveSessions live) {
        this.live = live;
    }

    /**
     * A session.
     *
     * @param number a place in the order in which sessions came to be in use here
     * @param user the name of its user; empty when nobody is logged in
     * @param created ISO 8601
     * @param channels the first of its channels by name
     * @param sockets how many sockets on this node are of it
     * @param stored whether there is something of it in the store
     */
    public record Listed(
            long number, String user, String created, List<String> channels, int sockets, boolean stored) {}

    /** Sessions with numbers below one, as many as are wanted at most. */
    public List<Listed> before(long number, int most) {
        List<Listed> listed = new ArrayList<>();
        live.before(number, most).forEach((own, session) -> listed.add(listed(own, session)));
        return listed;
    }

    private static Listed listed(long number, LiveSession session) {
        LiveSession.Look look = session.look();
        SessionState state = look.state();
        return new Listed(
                number,
                session.user().map(User::name).orElse(""),
                state.created().toString(),
                state.channels().stream().sorted().limit(CHANNELS).toList(),
                look.sockets(),
                look.stored());
    }
}
