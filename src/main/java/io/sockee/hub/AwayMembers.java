package io.sockee.hub;

import io.sockee.address.Target;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those of a namespace whose clients are away: nobody sees them there, but they take what is sent to their rooms. Safe for any thread;
 * does not block.
 */
public final class AwayMembers {
    private final Namespace among;

    /** How many have come, with all of their rooms. */
    private final AtomicLong come = new AtomicLong();

    AwayMembers(String namespace) {
        this.among = new Namespace(namespace, List.of(), Numbering.NONE);
    }

    /** Adds one, while its socket is still in the namespace itself. */
    public void add(Member member, Set<String> rooms) {
        among.add(member);
        for (String room : rooms) {
            boolean unused = among.join(member, room);
        }
        come.incrementAndGet(); // only now is it found wherever it was
    }

    /** Takes one out: its client is back, and its socket in the namespace, or it is forgotten. */
    public void remove(Member member) {
        among.remove(member);
    }

    /** Whether there is one of that id. */
    boolean has(String id) {
        return among.isOwnRoom(id);
    }

    /** Takes one into a room. */
    public void join(Member member, String room) {
        boolean unused = among.join(member, room);
    }

    /** Takes one out of a room. */
    public void leave(Member member, String room) {
        boolean unused = among.leave(member, room);
    }

    /** Visits each of the target once, but not the sender, as {@link Namespace#each} does. */
    void each(Target target, @Nullable String sender, Consumer<Member> visitor) {
        among.each(target, sender, visitor);
    }

    /**
     * Sends to those that are away and to those that are here.
     *
     * <p>Who comes back is here before it is gone from those that are away; who goes is away before it is gone from here. So those that
     * are away come first, and again only where somebody has gone meanwhile. Who is found twice takes the same emission once.
     *
     * @param here sends to those that are here
     */
    void deliver(Publication publication, Emission emission, Runnable here) {
        long before = come.get();
        deliver(publication, emission);
        here.run();
        if (come.get() != before) {
            deliver(publication, emission);
        }
    }

    private void deliver(Publication publication, Emission emission) {
        if (among.size() > 0) {
            among.deliver(publication, emission);
        }
    }
}
