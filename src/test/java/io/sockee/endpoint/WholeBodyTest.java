package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The body of an answer")
class WholeBodyTest {
    private final Container container = new Container();
    private final AtomicInteger moved = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    /** Takes one piece each time that its client has read. */
    private static final class Container extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int writes;
        private int flushes;
        private boolean ready;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            assertThat(ready).isTrue();
            taken.write(bytes, from, length);
            writes++;
            ready = false;
        }

        @Override
        public void flush() {
            assertThat(ready).isTrue();
            flushes++;
            ready = false;
        }
    }

    private WholeBody body(byte[] bytes) {
        return new WholeBody(container, bytes, moved::incrementAndGet, written::incrementAndGet, () -> {});
    }

    /** The client reads, so that the container takes more. */
    private void read(WholeBody body) throws IOException {
        container.ready = true;
        body.onWritePossible();
    }

    @Test
    @DisplayName("that is short goes out at once, and is no sign of its reader")
    void shortOne() throws IOException {
        for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, new byte[WholeBody.PIECE]}) {
            WholeBody body = body(bytes);
            read(body);
            read(body);
            assertThat(written).as("before the end is taken").hasValue(0);
            read(body);
            assertThat(container.taken.toByteArray()).isEqualTo(bytes);
            assertThat(container.writes).isEqualTo(1);
            assertThat(container.flushes).isEqualTo(1);
            assertThat(written).hasValue(1);
            assertThat(moved).hasValue(0);
            container.taken.reset();
            container.writes = 0;
            container.flushes = 0;
            written.set(0);
        }
    }

    @Test
    @DisplayName("that is long goes out in pieces, each of which but the first shows that somebody reads")
    void longOne() throws IOException {
        byte[] bytes = new byte[3 * WholeBody.PIECE + 5];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 1000);
        }
        WholeBody body = body(bytes);
        for (int pieces = 0; pieces < 4; pieces++) {
            read(body);
            assertThat(container.writes).isEqualTo(pieces + 1);
            assertThat(moved).hasValue(pieces);
        }
        read(body);
        read(body);
        assertThat(container.taken.toByteArray()).isEqualTo(bytes);
        assertThat(container.flushes).isEqualTo(1);
        assertThat(written).hasValue(1);
        assertThat(moved).hasValue(3);
    }
}
