package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Request bodies that are under way")
class BodiesTest {
    private static final BodyLimits LIMITS = new BodyLimits(5, 3, 1_000, 30_000, 1_000);

    private final Bodies bodies = new Bodies();
    private final List<String> givenUp = new ArrayList<>();

    @BeforeEach
    void configure() {
        bodies.configure(LIMITS, new ManualTimers(), () -> {});
    }

    /** Takes places, and notes who has to give one up. */
    private List<Bodies.Place> take(String customer, int count) {
        List<Bodies.Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Bodies.Place place = bodies.take(customer);
            String name = customer + i;
            place.whenGivenUp(() -> givenUp.add(name));
            places.add(place);
        }
        return places;
    }

    @Test
    @DisplayName("are so many from one address at most: the oldest makes room for the next")
    void perAddress() {
        List<Bodies.Place> places = take("a", 5);
        assertThat(givenUp).containsExactly("a0", "a1");
        take("b", 1);
        assertThat(givenUp).as("another address").hasSize(2);
        places.get(2).leave();
        take("a", 1);
        assertThat(givenUp).hasSize(2);
        assertThat(bodies.count()).isEqualTo(4);
    }

    @Test
    @DisplayName("are so many in all at most: the oldest of whoever has most makes room for the next")
    void inAll() {
        take("a", 2);
        take("b", 3);
        take("c", 2);
        assertThat(givenUp).hasSize(2).first().isEqualTo("b0");
        assertThat(bodies.count()).isEqualTo(5);
    }

    @Test
    @DisplayName("that are given up before they are read are told so when they begin")
    void early() {
        Bodies.Place first = bodies.take("a");
        take("a", 3);
        assertThat(givenUp).isEmpty();
        first.whenGivenUp(() -> givenUp.add("first"));
        assertThat(givenUp).containsExactly("first");
        first.whenGivenUp(() -> givenUp.add("again"));
    }

    @Test
    @DisplayName("leave once, however often they are told to")
    void leave() {
        List<Bodies.Place> places = take("a", 3);
        places.forEach(Bodies.Place::leave);
        places.forEach(Bodies.Place::leave);
        assertThat(bodies.count()).isZero();
        take("a", 3);
        assertThat(givenUp).isEmpty();
    }

    @Test
    @DisplayName("share what they may hold, and give it back; one alone may hold more")
    void bytes() {
        Bodies.Place one = bodies.take("a");
        assertThat(one.grow(5_000)).isTrue();
        Bodies.Place other = bodies.take("b");
        assertThat(other.grow(1)).isFalse();
        other.leave();
        one.leave();
        assertThat(bodies.take("b").grow(900)).isTrue();
        assertThat(bodies.take("a").grow(100)).isTrue();
        assertThat(bodies.take("a").grow(1)).isFalse();
    }

    @Test
    @DisplayName("hold nothing any more once they have left, whatever comes of them at that moment")
    void late() {
        Bodies.Place gone = bodies.take("a");
        assertThat(gone.grow(10)).isTrue();
        gone.leave();
        assertThat(gone.grow(5_000)).as("nothing more of it is to be kept").isFalse();
        assertThat(bodies.take("b").grow(1_000)).isTrue();
        assertThat(bodies.take("c").grow(1)).isFalse();
    }

    @ParameterizedTest(name = "of {0} bytes may take {1} ms")
    @CsvSource({"0, 5000", "1000, 6000", "10000, 15000", "1000000, 30000", "-1, 30000"})
    @DisplayName("have so long as their least rate needs, and never longer than any may have")
    void timeout(long length, long millis) {
        assertThat(LIMITS.timeout(length)).isEqualTo(millis);
    }

    @ParameterizedTest(name = "{0} bytes after {1} ms: {2}")
    @CsvSource({"0, 4999, false", "1, 5000, false", "999, 6000, true", "1000, 6000, false", "50, 20000, true"})
    @DisplayName("may begin slowly, but have to reach their least rate")
    void tooSlow(long received, long millis, boolean slow) {
        assertThat(LIMITS.isTooSlow(received, millis)).isEqualTo(slow);
    }
}
