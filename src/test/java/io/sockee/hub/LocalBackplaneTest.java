package io.sockee.hub;

import java.util.List;
import java.util.Set;

/** One node alone. */
class LocalBackplaneTest extends BackplaneSuite {

    @Override
    List<Hub> nodes(Set<String> namespaces) {
        return List.of(new Hub(namespaces, Backplane.LOCAL, List.of()));
    }
}
