package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.connection.ManualTimers;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body that a resource has read")
class LateBodyTest {
    private static final int LIMIT = 10;
    private static final long TIMEOUT = 5_000;

    private final ManualTimers timers = new ManualTimers();
    private final Bodies bodies = new Bodies();
    private final Arriving in = new Arriving();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> {
                        return attributes.get((String) arguments[0]);
                    }
                    case "getInputStream" -> {
                        return in;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }
                return null;
            });
    private LateBody late;

    /** All that is there. */
    private static final class Arriving extends ServletInputStream {
        private ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[0]);
        private ReadListener listener;

        void comes(String text) throws IOException {
            bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            listener.onDataAvailable();
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isReady() {
            return bytes.available() > 0;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            this.listener = listener;
        }
    }

    @BeforeEach
    void comes() {
        bodies.configure(new BodyLimits(10, 10, 1_000, 30_000, 1), timers, () -> {});
        late = new LateBody(in, LIMIT, TIMEOUT, bodies, bodies.take("192.0.2.1"));
    }

    private void read() throws IOException {
        LateBody.read(
                request,
                LIMIT,
                body -> told.add("whole " + new String(body, StandardCharsets.UTF_8)),
                status -> told.add("refused " + status));
    }

    @Test
    @DisplayName("is handed over when it is whole, and its time is over with it")
    void whole() throws IOException {
        late.offerTo(request);
        read();
        late.leaveIfUnwanted();
        assertThat(bodies.count()).isEqualTo(1);
        in.comes("abc");
        in.listener.onAllDataRead();
        timers.pass(TIMEOUT + 2);
        assertThat(told).containsExactly("whole abc");
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("is refused when it has more bytes than it may")
    void tooLarge() throws IOException {
        late.offerTo(request);
        read();
        in.comes("0123456789a");
        assertThat(told).containsExactly("refused 413");
    }

    @Test
    @DisplayName("is refused once when its time is over")
    void tooSlow() throws IOException {
        late.offerTo(request);
        read();
        in.comes("a");
        timers.pass(TIMEOUT + 2);
        in.listener.onAllDataRead();
        assertThat(told).containsExactly("refused 408");
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("is refused for what it is when it ends early, and not as one that is slow")
    void brokenOff() throws IOException {
        late.offerTo(request);
        read();
        in.comes("a");
        in.listener.onError(new IOException("no chunk"));
        timers.pass(TIMEOUT + 2);
        assertThat(told).containsExactly("refused 400");
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("that its resource fails with is refused: nobody is left without an answer")
    void failing() throws IOException {
        late.offerTo(request);
        LateBody.read(
                request,
                LIMIT,
                body -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                status -> told.add("refused " + status));
        in.comes("abc");
        assertThatThrownBy(in.listener::onAllDataRead).isInstanceOf(OutOfMemoryError.class);
        in.listener.onError(new OutOfMemoryError());
        timers.pass(TIMEOUT + 2);
        assertThat(told).containsExactly("refused 503");
    }

    @Test
    @DisplayName("takes no place when no resource asks for it")
    void unwanted() {
        late.offerTo(request);
        late.leaveIfUnwanted();
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("that is there already is handed over at once, with a byte too many at the most")
    void there() throws IOException {
        in.bytes = new ByteArrayInputStream("0123456789abc".getBytes(StandardCharsets.UTF_8));
        read();
        assertThat(told).containsExactly("whole 0123456789a");
    }
}
