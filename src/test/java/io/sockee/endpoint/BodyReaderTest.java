package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body that is read as it comes")
class BodyReaderTest {
    private static final int LIMIT = 10;

    private final Bodies bodies = new Bodies();
    private final List<String> told = new ArrayList<>();
    private final Arriving in = new Arriving();
    private BodyReader reader;

    /** Gives what has come, and nothing else. */
    private static final class Arriving extends ServletInputStream {
        private final Deque<byte[]> parts = new ArrayDeque<>();

        @Override
        public int read(byte[] buffer) {
            byte[] part = parts.remove();
            System.arraycopy(part, 0, buffer, 0, part.length);
            return part.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            return !parts.isEmpty();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            // the test calls it
        }
    }

    private final class Taken implements BodyReader.Taker {
        @Override
        public void whole(byte[] body) {
            told.add("whole " + new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public void refused(int status) {
            told.add("refused " + status);
        }

        @Override
        public void gone() {
            told.add("gone");
        }
    }

    private static <T> T mute(Class<T> type, ServletRequest request) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> method.getName().equals("getRequest") ? request : null));
    }

    @BeforeEach
    void begin() {
        AsyncContext async = mute(AsyncContext.class, mute(ServletRequest.class, null));
        AsyncReply reply = new AsyncReply(async, mute(HttpServletResponse.class, null), 1_000, failed -> {});
        Bodies.Place place = bodies.take("192.0.2.1");
        reader = new BodyReader(in, reply, LIMIT, bodies, place, new Taken());
        reader.begin();
    }

    private void comes(String part) throws IOException {
        in.parts.add(part.getBytes(StandardCharsets.UTF_8));
        reader.onDataAvailable();
    }

    @Test
    @DisplayName("is whole when all of it is there, and takes no place any more")
    void whole() throws IOException {
        comes("ab");
        comes("cd");
        assertThat(told).isEmpty();
        assertThat(bodies.count()).isEqualTo(1);
        reader.onAllDataRead();
        assertThat(told).containsExactly("whole abcd");
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("is refused once when it is too large, and what still comes is thrown away")
    void tooLarge() throws IOException {
        comes("0123456789");
        comes("a");
        comes("b");
        reader.onAllDataRead();
        reader.abandon();
        assertThat(told).containsExactly("refused 413");
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("is refused when all bodies together hold too much")
    void tooMuchInAll() throws IOException {
        bodies.configure(new BodyLimits(10, 10, 4, 30_000, 1), new ManualTimers(), () -> {});
        assertThat(bodies.take("192.0.2.2").grow(3)).isTrue();
        comes("ab");
        assertThat(told).containsExactly("refused 503");
    }

    @Test
    @DisplayName("that ends early takes no place any more, and is refused once: its client may still read")
    void brokenOff() throws IOException {
        comes("ab");
        reader.onError(new IOException("reset"));
        reader.abandon();
        assertThat(told).containsExactly("refused 400");
        assertThat(bodies.count()).isZero();
    }

    @Test
    @DisplayName("whose time is over before it is whole is given up")
    void timedOut() throws IOException {
        comes("ab");
        reader.abandon();
        reader.onAllDataRead();
        assertThat(told).containsExactly("gone");
    }

    @Test
    @DisplayName("is refused when it has to make room for another one")
    void givenUp() throws IOException {
        bodies.configure(new BodyLimits(10, 1, 1_000, 30_000, 1), new ManualTimers(), () -> {});
        comes("ab");
        bodies.take("192.0.2.1");
        reader.onAllDataRead();
        assertThat(told).containsExactly("refused 503");
        assertThat(bodies.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("that nobody wants is thrown away")
    void discarded() throws IOException {
        reader.discard();
        comes("0123456789ab");
        reader.onAllDataRead();
        assertThat(told).isEmpty();
        assertThat(bodies.count()).isZero();
    }
}
