package io.sockee.hub;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one namespace on this node, and the rooms that they are in. Safe for any thread; does not block; there is no
 * lock that all share. A broadcast reaches every socket that was there before it began and still is when it ends.
 */
public final class Namespace {
    private static final long FIRST_ACK_ID = 1_000_000_000;
    private static final long ACK_IDS = 1_000_000_000;

    private final String name;
    private final List<MembershipListener> listeners;
    private final Numbering numbering;
    private final @Nullable AwayMembers away;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Member>> rooms = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Member>> own = new ConcurrentHashMap<>(); // rooms of the server's own
    private final AtomicLong ackIds = new AtomicLong(); // of questions to many

    Namespace(String name, List<MembershipListener> listeners, Numbering numbering) {
        this.name = name;
        this.listeners = listeners;
        this.numbering = numbering;
        this.away = numbering == Numbering.NONE ? null : new AwayMembers(name);
    }

    /**
     * Those whose clients are away.
     *
     * @throws IllegalStateException where events have no numbers, so that nobody could come back for them
     */
    public AwayMembers away() {
        if (away == null) {
            throw new IllegalStateException("Nobody comes back to " + name + ".");
        }
        return away;
    }

    public String name() {
        return name;
    }

    /**
     * An id for a question to many of its sockets: the same for all of them, so that the question is written once. Beyond those that
     * sockets give by themselves, which count from 0, and within 31 bits, as clients in some languages have no more. It comes again
     * after a billion others.
     */
    public long nextAckId() {
        return FIRST_ACK_ID + ackIds.getAndIncrement() % ACK_IDS;
    }

    /** How many sockets there are. */
    public int size() {
        return members.size();
    }

    /** How many rooms there are, without those of the server's own and the sockets' own. */
    public int roomCount() {
        return rooms.size();
    }

    /**
     * Visits rooms with the number of their sockets, on this thread, without the sockets' own rooms.
     *
     * @param most how many are visited at most: as good as always the same ones
     * @return whether these are all that there are
     */
    public boolean visitRooms(int most, BiConsumer<String, Integer> visitor) {
        int visited = 0;
        for (Map.Entry<String, Map<String, Member>> room : rooms.entrySet()) {
            if (visited++ == most) {
                return false;
            }
            visitor.accept(room.getKey(), room.getValue().size());
        }
        return true;
    }

    /** The same for sockets. */
    public boolean visit(int most, Consumer<Member> visitor) {
        int visited = 0;
        for (Member member : members.values()) {
            if (visited++ == most) {
                return false;
            }
            visitor.accept(member);
        }
        return true;
    }

    public Optional<Member> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    public void add(Member member) {
        members.put(member.id(), member);
        for (MembershipListener listener : listeners) {
            listener.entered(this, member);
        }
    }

    /** Takes the socket out of the namespace and of all rooms, for good. */
    public void remove(Member member) {
        boolean entered = members.remove(member.id(), member);
        Set<String> all = member.membership().end();
        for (String room : all) {
            removeFrom(room, member);
        }
        Set<String> left = OwnRooms.without(all);
        if (entered || !left.isEmpty()) {
            for (MembershipListener listener : listeners) {
                listener.quit(this, member, left);
            }
        }
    }

    /** Whether the name is the id of a socket, here or away: its own room, in which nobody else can be. */
    public boolean isOwnRoom(String room) {
        return members.containsKey(room) || (away != null && away.has(room));
    }

    /**
     * Takes the socket into a room. False, and nothing has changed, when it was in the room already, when the room is a
     * socket's own, or when the socket has been {@linkplain #remove removed}.
     */
    public boolean join(Member member, String room) {
        if (isOwnRoom(room) || !addTo(room, member)) {
            return false;
        }
        if (!OwnRooms.isOwn(room)) {
            for (MembershipListener listener : listeners) {
                listener.joined(this, member, room);
            }
        }
        return true;
    }

    private boolean addTo(String room, Member member) {
        Membership membership = member.membership();
        synchronized (membership) { // both sides of the relation change together
            if (!room.equals(member.id()) && membership.add(room)) {
                named(room).compute(room, (name, present) -> {
                    Map<String, Member> in = present == null ? created(name) : present;
                    in.put(member.id(), member);
                    return in;
                });
                return true;
            }
            return false;
        }
    }

    private Map<String, Member> created(String room) {
        if (!OwnRooms.isOwn(room)) {
            for (MembershipListener listener : listeners) {
                listener.created(this, room);
            }
        }
        return new ConcurrentHashMap<>(4);
    }

    private @Nullable Map<String, Member> deleted(String room) {
        if (!OwnRooms.isOwn(room)) {
            for (MembershipListener listener : listeners) {
                listener.deleted(this, room);
            }
        }
        return null;
    }

    /** Takes the socket out of a room; false when it was not in it. */
    public boolean leave(Member member, String room) {
        Membership membership = member.membership();
        synchronized (membership) {
            if (!membership.remove(room)) {
                return false;
            }
            removeFrom(room, member);
        }
        if (!OwnRooms.isOwn(room)) {
            for (MembershipListener listener : listeners) {
                listener.left(this, member, room);
            }
        }
        return true;
    }

    private void removeFrom(String room, Member member) {
        named(room).computeIfPresent(room, (name, in) -> {
            in.remove(member.id(), member); // who has its id by now, since its client is back, stays
            return in.isEmpty() ? deleted(name) : in;
        });
    }

    /** Sends to each socket of the target once, but not to the sender. */
    void deliver(Publication publication) {
        Emission emission =
                Emission.of(publication, numbering.mark(publication.event(), !publication.onlyIfWritable()));
        if (away == null) {
            deliver(publication, emission);
            return;
        }
        away.deliver(publication, emission, () -> deliver(publication, emission));
    }

    void deliver(Publication publication, Emission emission) {
        each(publication.target(), publication.sender(), member -> member.receive(emission));
    }

    /** Visits each socket of the target once, but not the sender, as {@link #each(Target, Consumer)} does. */
    void each(Target target, @Nullable String sender, Consumer<Member> visitor) {
        if (sender == null) {
            each(target, visitor);
            return;
        }
        Member left = members.get(sender); // looked up once: ids would have to be compared with each member's
        Predicate<Member> isSender =
                left != null ? member -> member == left : member -> sender.equals(member.id()); // it may come meanwhile
        each(target, member -> {
            if (!isSender.test(member)) {
                visitor.accept(member);
            }
        });
    }

    /** The same for those whose clients are away; nobody is, where events have no numbers. */
    void eachAway(Target target, @Nullable String sender, Consumer<Member> visitor) {
        if (away != null) {
            away.each(target, sender, visitor);
        }
    }

    /** Visits each socket of the target once, on this thread; what the visitor throws ends the visit. */
    public void each(Target target, Consumer<Member> visitor) {
        Consumer<Member> allowed = target.except().isEmpty() ? visitor : withoutMembersOf(target.except(), visitor);
        if (target.everyone()) {
            members.values().forEach(allowed);
        } else if (target.rooms().size() == 1) {
            membersOf(target.rooms().iterator().next()).forEach(allowed);
        } else {
            Set<Member> visited = new HashSet<>();
            for (String room : target.rooms()) {
                for (Member member : membersOf(room)) {
                    if (visited.add(member)) {
                        allowed.accept(member);
                    }
                }
            }
        }
    }

    private Consumer<Member> withoutMembersOf(Set<String> except, Consumer<Member> visitor) {
        Set<Member> left = new HashSet<>();
        except.forEach(room -> left.addAll(membersOf(room)));
        return member -> {
            if (!left.contains(member)) {
                visitor.accept(member);
            }
        };
    }

    private Collection<Member> membersOf(String room) {
        Member single = members.get(room); // a socket's id is the name of a room that it alone is in
        if (single != null) {
            return Set.of(single);
        }
        Map<String, Member> in = named(room).get(room);
        return in == null ? Set.of() : in.values();
    }

    /** Among which rooms one of that name is. */
    private Map<String, Map<String, Member>> named(String room) {
        return OwnRooms.isOwn(room) ? own : rooms;
    }
}
