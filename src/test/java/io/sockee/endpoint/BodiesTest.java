package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Request bodies that are under way")
class BodiesTest {
    private static final BodyLimits LIMITS = new BodyLimits(5, 3, 1_000, 30_000, 1_000);

    private final Bodies bodies = new Bodies();
    private final AtomicInteger refused = new AtomicInteger();

    @BeforeEach
    void configure() {
        bodies.configure(LIMITS, refused::incrementAndGet);
    }

    private List<Bodies.Place> take(String customer, int count) {
        List<Bodies.Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.take(customer).ifPresent(places::add);
        }
        return places;
    }

    @Test
    @DisplayName("are so many from one address at most, and others still get in")
    void perAddress() {
        List<Bodies.Place> places = take("192.0.2.1", 10);
        assertThat(places).hasSize(3);
        assertThat(refused).hasValue(7);
        assertThat(bodies.take("192.0.2.2")).isPresent();
        places.get(0).leave();
        assertThat(bodies.take("192.0.2.1")).isPresent();
        assertThat(bodies.take("192.0.2.1")).isEmpty();
    }

    @Test
    @DisplayName("are so many in all at most")
    void inAll() {
        assertThat(take("a", 3)).hasSize(3);
        assertThat(take("b", 3)).hasSize(2);
        assertThat(bodies.take("c")).isEmpty();
        assertThat(bodies.count()).isEqualTo(5);
    }

    @Test
    @DisplayName("leave once, however often they are told to")
    void leave() {
        List<Bodies.Place> places = take("a", 3);
        places.forEach(Bodies.Place::leave);
        places.forEach(Bodies.Place::leave);
        assertThat(bodies.count()).isZero();
        assertThat(take("a", 10)).hasSize(3);
    }

    @Test
    @DisplayName("share what they may hold, and give it back; one alone may hold more")
    void bytes() {
        Bodies.Place one = bodies.take("a").orElseThrow();
        assertThat(one.grow(5_000)).isTrue();
        Bodies.Place other = bodies.take("b").orElseThrow();
        assertThat(other.grow(1)).isFalse();
        other.leave();
        one.leave();
        Optional<Bodies.Place> next = bodies.take("b");
        assertThat(next.orElseThrow().grow(900)).isTrue();
        assertThat(bodies.take("a").orElseThrow().grow(100)).isTrue();
        assertThat(bodies.take("a").orElseThrow().grow(1)).isFalse();
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
