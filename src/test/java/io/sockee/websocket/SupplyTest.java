package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A supply")
class SupplyTest {
    private int made;
    private final List<Integer> reset = new ArrayList<>();
    private final List<Integer> ended = new ArrayList<>();
    private final Supply<Integer> supply = new Supply<>(2, () -> ++made, reset::add, ended::add);

    @Test
    @DisplayName("makes what is not there, keeps a few, made anew, and ends the others")
    void bounded() {
        List<Integer> taken = List.of(supply.take(), supply.take(), supply.take());
        assertThat(taken).containsExactly(1, 2, 3);
        taken.forEach(supply::give);
        assertThat(reset).containsExactly(1, 2);
        assertThat(ended).containsExactly(3);
        assertThat(supply.take()).isEqualTo(1);
        supply.give(1);
        assertThat(supply.take()).isEqualTo(2);
        assertThat(made).isEqualTo(3);
        assertThat(ended).containsExactly(3);
    }

    @Test
    @DisplayName("ends all of them when it is closed, those in use when they come back")
    void closed() {
        int inUse = supply.take();
        supply.give(supply.take());
        supply.close();
        assertThat(ended).containsExactly(2);
        supply.give(inUse);
        assertThat(ended).containsExactly(2, 1);
    }
}
