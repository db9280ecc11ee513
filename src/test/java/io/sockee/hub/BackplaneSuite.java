package io.sockee.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.address.Target;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What any backplane has to do, on however many nodes: each publication comes to each socket that it is for, once and in
 * order, wherever the socket is.
 */
abstract class BackplaneSuite {
    private static final int SOCKETS = 6;

    /** What each socket received: the names of events. */
    private final Map<String, ConcurrentLinkedQueue<String>> received = new TreeMap<>();

    private List<Hub> nodes = List.of();

    /** Hubs that are joined by the backplane, at least one. */
    abstract List<Hub> nodes(Set<String> namespaces);

    /** Waits until all that was published has arrived; nothing to do where that is at once. */
    void settle() {}

    private record Peer(String id, Membership membership, ConcurrentLinkedQueue<String> to) implements Member {
        @Override
        public void receive(Emission emission) {
            to.add((emission.onlyIfWritable() ? "~" : "") + emission.event().name());
        }
    }

    /** Sockets s0 to s5, by turns on the nodes: all in the room of their parity, s0 and s1 in "low" besides. */
    @BeforeEach
    void connect() {
        nodes = nodes(Set.of("/", "/other"));
        for (int i = 0; i < SOCKETS; i++) {
            Namespace namespace = nodes.get(i / 2 % nodes.size()).namespace("/").orElseThrow();
            Peer peer = new Peer("s" + i, new Membership(), new ConcurrentLinkedQueue<>());
            received.put(peer.id(), peer.to());
            namespace.add(peer);
            namespace.join(peer, i % 2 == 0 ? "even" : "odd");
            if (i < 2) {
                namespace.join(peer, "low");
            }
        }
    }

    private static Publication to(Target target, @Nullable String sender, String name) {
        return new Publication("/", new Event(name, RawArguments.NONE), target, sender, false, false);
    }

    /** Publishes on each node in turn; the sockets that received it, each time the same ones. */
    private List<String> reached(Target target, @Nullable String sender) {
        List<String> reached = new ArrayList<>();
        for (Hub node : nodes) {
            received.values().forEach(ConcurrentLinkedQueue::clear);
            node.publish(to(target, sender, "e"));
            settle();
            List<String> now = new ArrayList<>();
            received.forEach((id, events) -> events.forEach(event -> now.add(id)));
            if (!reached.isEmpty()) {
                assertThat(now).as("from another node").isEqualTo(reached);
            }
            reached = now;
        }
        return reached;
    }

    @Test
    void reachesEverySocketOnce() {
        assertThat(reached(Target.EVERYONE, null)).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
    }

    @Test
    void reachesTheRoomsOnAllNodes() {
        assertThat(reached(Target.EVERYONE.to("even"), null)).containsExactly("s0", "s2", "s4");
        assertThat(reached(Target.EVERYONE.to("even", "low"), null)).containsExactly("s0", "s1", "s2", "s4");
        assertThat(reached(Target.EVERYONE.except("low"), null)).containsExactly("s2", "s3", "s4", "s5");
        assertThat(reached(Target.EVERYONE.to("nobody"), null)).isEmpty();
    }

    @Test
    void reachesOneSocketByItsId() {
        assertThat(reached(Target.EVERYONE.to("s3"), null)).containsExactly("s3");
    }

    @Test
    void leavesTheSenderOutWhereverItIs() {
        assertThat(reached(Target.EVERYONE.to("odd"), "s3")).containsExactly("s1", "s5");
        assertThat(reached(Target.EVERYONE, "s0")).doesNotContain("s0").hasSize(SOCKETS - 1);
    }

    @Test
    void keepsTheOrder() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "e" + i).toList();
        names.forEach(name -> nodes.get(0).publish(to(Target.EVERYONE, null, name)));
        settle();
        assertThat(received.values()).allSatisfy(events -> assertThat(events).containsExactlyElementsOf(names));
    }

    @Test
    void bringsTheFlags() {
        nodes.get(0)
                .publish(new Publication(
                        "/", new Event("e", RawArguments.NONE), Target.EVERYONE.to("low"), null, true, false));
        settle();
        assertThat(received.get("s0")).containsExactly("~e");
    }

    @Test
    void keepsToTheNamespace() {
        for (String namespace : List.of("/other", "/nowhere")) {
            nodes.get(0).publish(new Publication(namespace, new Event("e", RawArguments.NONE), Target.EVERYONE));
        }
        settle();
        assertThat(received.values()).allSatisfy(events -> assertThat(events).isEmpty());
    }
}
