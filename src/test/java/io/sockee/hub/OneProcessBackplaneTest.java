package io.sockee.hub;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Two nodes that share a process: the smallest backplane that has more than one. */
class OneProcessBackplaneTest extends BackplaneSuite {

    /** Delivers to all hubs that have joined, on the thread that publishes. */
    private static final class OneProcess implements Backplane {
        private final List<Consumer<Publication>> nodes = new CopyOnWriteArrayList<>();

        @Override
        public Consumer<Publication> join(Consumer<Publication> node) {
            nodes.add(node);
            return publication -> nodes.forEach(each -> each.accept(publication));
        }
    }

    @Override
    List<Hub> nodes(Set<String> namespaces) {
        Backplane shared = new OneProcess();
        return List.of(new Hub(namespaces, shared, List.of()), new Hub(namespaces, shared, List.of()));
    }
}
