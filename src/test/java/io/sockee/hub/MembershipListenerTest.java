package io.sockee.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MembershipListenerTest {

    private record Peer(String id, Membership membership) implements Member {
        Peer(String id) {
            this(id, new Membership());
        }

        @Override
        public void receive(Emission emission) {}
    }

    private static final class Recording implements MembershipListener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void created(Namespace namespace, String room) {
            told.add(room + " is there");
        }

        @Override
        public void deleted(Namespace namespace, String room) {
            told.add(room + " is gone");
        }

        @Override
        public void entered(Namespace namespace, Member member) {
            assertThat(namespace.member(member.id())).as("first it is so").isPresent();
            told.add(member.id() + " enters " + namespace.name());
        }

        @Override
        public void joined(Namespace namespace, Member member, String room) {
            assertThat(member.membership().contains(room)).as("first it is so").isTrue();
            told.add(member.id() + " joins " + room);
        }

        @Override
        public void left(Namespace namespace, Member member, String room) {
            assertThat(member.membership().contains(room)).as("first it is so").isFalse();
            told.add(member.id() + " leaves " + room);
        }

        @Override
        public void quit(Namespace namespace, Member member, Set<String> rooms) {
            assertThat(namespace.member(member.id())).as("first it is so").isEmpty();
            told.add(member.id() + " quits " + new TreeSet<>(rooms));
        }
    }

    private final Recording listener = new Recording();
    private final Recording second = new Recording();
    private final Hub hub = new Hub(Set.of("/"), Backplane.LOCAL, List.of(listener, second));
    private final Namespace namespace = hub.namespace("/").orElseThrow();
    private final Peer a = new Peer("a");

    @Test
    void isToldOfEachChangeOnce() {
        namespace.add(a);
        namespace.join(a, "red");
        namespace.join(a, "red");
        namespace.join(a, "blue");
        namespace.leave(a, "red");
        namespace.leave(a, "red");
        namespace.remove(a);
        namespace.remove(a);
        assertThat(listener.told)
                .containsExactly(
                        "a enters /",
                        "red is there",
                        "a joins red",
                        "blue is there",
                        "a joins blue",
                        "red is gone",
                        "a leaves red",
                        "blue is gone",
                        "a quits [blue]");
        assertThat(second.told).isEqualTo(listener.told);
    }

    @Test
    void isNotToldOfWhatDidNotCome() {
        namespace.add(a);
        namespace.join(a, "a"); // its own room, which it is in anyway
        namespace.join(new Peer("b"), "a");
        namespace.leave(a, "nowhere");
        namespace.remove(a);
        namespace.join(a, "late");
        assertThat(listener.told).containsExactly("a enters /", "a quits []");
    }

    @Test
    void isToldThatWhoWasNotLetInHasLeftItsRooms() {
        namespace.join(a, "red");
        namespace.remove(a);
        namespace.remove(new Peer("never there"));
        assertThat(listener.told).containsExactly("red is there", "a joins red", "red is gone", "a quits [red]");
    }

    @Test
    void isToldOfNamespacesThatComeAndGo() {
        Namespace passing = hub.enter("/room/7");
        passing.add(a);
        passing.remove(a);
        hub.leave(passing);
        assertThat(listener.told).containsExactly("a enters /room/7", "a quits []");
    }
}
