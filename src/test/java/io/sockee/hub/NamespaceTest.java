package io.sockee.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NamespaceTest {
    private final Namespace namespace =
            new Hub(Set.of("/"), Backplane.LOCAL, List.of()).namespace("/").orElseThrow();
    private final List<String> received = new ArrayList<>();

    private record Peer(String id, Membership membership, Runnable received) implements Member {
        Peer(String id, List<String> to) {
            this(id, new Membership(), () -> to.add(id));
        }

        @Override
        public void receive(Emission emission) {
            received.run();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private Member member(String id, String... rooms) {
        Member member = new Peer(id, received);
        namespace.add(member);
        for (String room : rooms) {
            namespace.join(member, room);
        }
        return member;
    }

    private List<String> reached(Target target) {
        return reached(target, null);
    }

    private List<String> reached(Target target, Member sender) {
        received.clear();
        namespace.deliver(new Publication(
                "/", new Event("e", RawArguments.NONE), target, sender == null ? null : sender.id(), false, false));
        return List.copyOf(received);
    }

    @Test
    void aRoomOfTheServersOwnIsReachedAndOtherwiseNotSeen() {
        List<String> told = new ArrayList<>();
        MembershipListener listener = new MembershipListener() {
            @Override
            public void joined(Namespace where, Member member, String room) {
                told.add("joined " + room);
            }

            @Override
            public void left(Namespace where, Member member, String room) {
                told.add("left " + room);
            }

            @Override
            public void quit(Namespace where, Member member, Set<String> rooms) {
                told.add("quit " + rooms);
            }
        };
        Namespace heard = new Hub(Set.of("/"), Backplane.LOCAL, List.of(listener))
                .namespace("/")
                .orElseThrow();
        String own = OwnRooms.ofUser("7");
        Member a = new Peer("a", received);
        heard.add(a);
        assertThat(heard.join(a, own)).isTrue();
        assertThat(heard.join(a, "red")).isTrue();
        heard.deliver(new Publication("/", new Event("e", RawArguments.NONE), Target.EVERYONE.to(own)));
        assertThat(received).containsExactly("a");
        assertThat(heard.roomCount()).isOne();
        assertThat(a.membership().rooms()).containsExactly("red");
        assertThat(a.membership().inOrder()).containsExactly("red");
        assertThat(heard.leave(a, own)).isTrue();
        assertThat(heard.join(a, own)).isTrue();
        heard.remove(a);
        assertThat(told).containsExactly("joined red", "quit [red]");
        received.clear();
        heard.deliver(new Publication("/", new Event("e", RawArguments.NONE), Target.EVERYONE.to(own)));
        assertThat(received).isEmpty();
    }

    /** A client may be back before the end of its former socket is over. */
    @Test
    void whoHasTheIdOfOneThatIsRemovedStaysInItsRooms() {
        Member former = member("a", "red");
        Member now = member("a", "red");
        namespace.remove(former);
        assertThat(reached(Target.EVERYONE.to("red"))).containsExactly("a");
        assertThat(namespace.leave(now, "red")).isTrue();
    }

    @Test
    void reachesThoseWhomTheTargetNamesAndEachOnce() {
        Member a = member("a", "red", "round");
        member("b", "red");
        member("c", "round");
        member("d");
        assertThat(reached(Target.EVERYONE)).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(reached(Target.EVERYONE, a)).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(reached(Target.EVERYONE.to("red"))).containsExactlyInAnyOrder("a", "b");
        assertThat(reached(Target.EVERYONE.to("red", "round"))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(reached(Target.EVERYONE.to("red").to("round"), a)).containsExactlyInAnyOrder("b", "c");
        assertThat(reached(Target.EVERYONE.except("red"))).containsExactlyInAnyOrder("c", "d");
        assertThat(reached(Target.EVERYONE.to("red").except("round"))).containsExactly("b");
        assertThat(reached(Target.EVERYONE.to("nobody"))).isEmpty();
        assertThat(reached(Target.EVERYONE.except("nobody"))).hasSize(4);
    }

    @Test
    void aSocketsIdIsARoomOfItsOwn() {
        member("a", "red");
        member("b", "red");
        assertThat(reached(Target.EVERYONE.to("a"))).containsExactly("a");
        assertThat(reached(Target.EVERYONE.to("red", "a"))).containsExactlyInAnyOrder("a", "b");
        assertThat(reached(Target.EVERYONE.except("a"))).containsExactly("b");
        assertThat(namespace.roomCount()).isEqualTo(1);
    }

    @Test
    void nobodyJoinsTheRoomOfAnotherSocket() {
        member("a");
        member("b", "a");
        assertThat(reached(Target.EVERYONE.to("a"))).containsExactly("a");
        assertThat(namespace.isOwnRoom("a")).isTrue();
        assertThat(namespace.roomCount()).isZero();
    }

    @Test
    void noRoomsAreNobody() {
        member("a", "red");
        assertThat(reached(Target.EVERYONE.to())).isEmpty();
        assertThat(reached(Target.EVERYONE.to().to("red"))).containsExactly("a");
    }

    @Test
    void joiningTwiceOrOnesOwnIdChangesNothing() {
        Member a = member("a", "red", "red", "a");
        assertThat(a.membership().rooms()).containsExactly("red");
        assertThat(reached(Target.EVERYONE.to("red"))).containsExactly("a");
        namespace.leave(a, "red");
        namespace.leave(a, "red");
        namespace.leave(a, "never joined");
        assertThat(reached(Target.EVERYONE.to("red"))).isEmpty();
        assertThat(namespace.roomCount()).isZero();
    }

    @Test
    void aSocketThatIsGoneIsNowhereAndJoinsNothing() {
        Member a = member("a", "red");
        namespace.remove(a);
        namespace.remove(a);
        namespace.join(a, "blue");
        assertThat(namespace.size()).isZero();
        assertThat(namespace.roomCount()).isZero();
        assertThat(a.membership().rooms()).isEmpty();
    }

    @Test
    void removingDoesNotTouchANewerSocketOfTheSameId() {
        Member older = member("a");
        Member newer = member("a");
        namespace.remove(older);
        assertThat(namespace.member("a")).contains(newer);
    }

    @Test
    void aVisitorMayRemoveWhomItVisits() {
        for (int i = 0; i < 20; i++) {
            member("m" + i, "red");
        }
        namespace.each(Target.EVERYONE.to("red"), namespace::remove);
        assertThat(namespace.size()).isZero();
        assertThat(namespace.roomCount()).isZero();
    }

    @Test
    void joinsLeavesAndRemovalsOfManyThreadsLeaveNoRoomBehind() throws InterruptedException {
        long seed = System.nanoTime();
        for (int round = 0; round < 200; round++) {
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                members.add(member("m" + i));
            }
            int threads = 4;
            CountDownLatch done = new CountDownLatch(threads);
            for (int t = 0; t < threads; t++) {
                Random random = new Random(seed + round * 31L + t);
                new Thread(() -> {
                            for (int i = 0; i < 300; i++) {
                                Member member = members.get(random.nextInt(members.size()));
                                String room = "room" + random.nextInt(4);
                                int what = random.nextInt(100);
                                if (what < 55) {
                                    namespace.join(member, room);
                                } else if (what < 98) {
                                    namespace.leave(member, room);
                                } else {
                                    namespace.remove(member);
                                }
                            }
                            done.countDown();
                        })
                        .start();
            }
            done.await();
            // Both sides of the relation agree.
            for (Member member : members) {
                for (int r = 0; r < 4; r++) {
                    List<Member> in = new ArrayList<>();
                    namespace.each(Target.EVERYONE.to("room" + r), in::add);
                    assertThat(in.contains(member))
                            .as("seed %s round %s", seed, round)
                            .isEqualTo(member.membership().rooms().contains("room" + r));
                }
            }
            members.forEach(namespace::remove);
            assertThat(namespace.roomCount())
                    .as("seed %s round %s", seed, round)
                    .isZero();
            assertThat(namespace.size()).isZero();
        }
    }

    @Test
    void aHubKnowsItsNamespacesAndNoOther() {
        Hub hub = new Hub(Set.of("/", "/a"), Backplane.LOCAL, List.of());
        assertThat(hub.namespace("/a")).isPresent();
        assertThat(hub.namespace("/b")).isEmpty();
        hub.namespace("/a").orElseThrow().add(new Peer("a", received));
        assertThat(hub.sockets()).isEqualTo(1);
        hub.publish(new Publication("/b", new Event("e", RawArguments.NONE), Target.EVERYONE));
        assertThat(received).isEmpty();
    }

    /** Each takes what is sent once, also who goes, or whose client goes, while it is being sent. */
    @Test
    void whoGoesDuringABroadcastIsReached() {
        Namespace there = new Hub(
                        Set.of("/"), Backplane.LOCAL, List.of(), (event, kept) -> new Emission.Mark("1", 1, 0, kept))
                .namespace("/")
                .orElseThrow();
        List<String> reached = new ArrayList<>();
        List<Member> here = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Membership membership = new Membership();
            String id = "s" + i;
            here.add(new Peer(id, membership, () -> {
                reached.add(id + " here");
                for (Member other : List.copyOf(here)) { // those that are visited later
                    if (!other.id().equals(id) && !reached.contains(other.id() + " here")) {
                        there.away().add(new Peer(other.id(), reached), Set.of("room"));
                        there.remove(other);
                        here.remove(other);
                    }
                }
            }));
        }
        for (Member member : here) {
            there.add(member);
            there.join(member, "room");
        }
        there.deliver(new Publication(
                "/",
                new Event("e", RawArguments.NONE),
                new Target(false, Set.of("room"), Set.of()),
                null,
                false,
                false));
        assertThat(reached).hasSize(10).doesNotHaveDuplicates();
        assertThat(reached.stream().map(one -> one.substring(0, 2))).doesNotHaveDuplicates();
    }

    @Test
    void whoIsAwayIsVisitedOnce() {
        Namespace there = new Hub(
                        Set.of("/"), Backplane.LOCAL, List.of(), (event, kept) -> new Emission.Mark("1", 1, 0, kept))
                .namespace("/")
                .orElseThrow();
        there.away().add(new Peer("s", received), Set.of("room"));
        there.deliver(new Publication(
                "/",
                new Event("e", RawArguments.NONE),
                new Target(false, Set.of("room"), Set.of()),
                null,
                false,
                false));
        assertThat(received).containsExactly("s");
    }
}
