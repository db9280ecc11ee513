package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer that comes in chunks")
class StreamReplyTest {
    private final List<String> seen = new ArrayList<>();
    private final ManualTimers timers = new ManualTimers();
    private final Out out = new Out();
    private final AsyncContext async = (AsyncContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("complete")) {
                    seen.add("complete");
                }
                return null;
            });
    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> method.getName().equals("getOutputStream") ? out : null);
    private boolean gone;
    private boolean takes = true;
    private final StreamReply reply = new StreamReply(
            async, response, "text/plain", failed -> seen.add("failed"), () -> gone, () -> takes, timers);

    /** A container that is ready when the test says so, and calls its listener only then. */
    private final class Out extends ServletOutputStream {
        private boolean ready;
        private boolean broken;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            seen.add("listening");
        }

        @Override
        public void write(int b) {
            throw new IllegalStateException("one byte at a time");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!ready) {
                throw new IllegalStateException("not ready");
            }
            if (broken) {
                throw new IOException("reset");
            }
            seen.add(length > 20 ? length + " bytes" : new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            seen.add("flush");
        }
    }

    private void ready() throws IOException {
        out.ready = true;
        reply.onWritePossible();
    }

    private void write(String chunk) {
        reply.write(
                chunk.getBytes(StandardCharsets.UTF_8),
                failure -> seen.add(failure == null ? "sent " + chunk : "not sent"));
    }

    @Test
    @DisplayName("begins when the container says so, and sends each chunk at once")
    void chunks() throws IOException {
        write("a");
        assertThat(seen).containsExactly("listening");
        ready();
        write("b");
        reply.finish(new byte[] {'c'});
        assertThat(seen)
                .containsExactly(
                        "listening", "a", "flush", "flush", "sent a", "b", "flush", "sent b", "c", "flush", "complete");
    }

    @Test
    @DisplayName("waits while the container takes nothing, and ends behind what is under way")
    void waits() throws IOException {
        ready();
        out.ready = false;
        write("a");
        reply.finish(new byte[] {'b'});
        assertThat(seen).containsExactly("listening");
        ready();
        assertThat(seen).containsSubsequence("a", "sent a", "b", "complete");
    }

    @Test
    @DisplayName("whose end nobody reads is given up after a minute, one that has ended is not")
    void endNotRead() throws IOException {
        ready();
        out.ready = false;
        reply.finish(new byte[] {'a'});
        timers.pass(59_000);
        assertThat(seen).containsExactly("listening");
        timers.pass(1_001); // the wheel is never early
        assertThat(seen).containsExactly("listening", "failed", "complete");
    }

    @Test
    @DisplayName("that has ended leaves no timer")
    void endRead() throws IOException {
        ready();
        reply.finish(new byte[] {'a'});
        timers.pass(120_000);
        assertThat(seen).containsOnlyOnce("complete").doesNotContain("failed");
    }

    @Test
    @DisplayName("writes pieces, and only when the socket takes some bytes")
    void pieces() throws IOException {
        ready();
        takes = false;
        write("x".repeat(10_000));
        timers.pass(200);
        assertThat(seen).containsExactly("listening");
        takes = true;
        timers.pass(60);
        assertThat(seen).contains("8192 bytes", "1808 bytes").endsWith("sent " + "x".repeat(10_000));
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("is not written to a client that has gone, which is told once")
    void gone() throws IOException {
        ready();
        gone = true;
        write("a");
        reply.finish(new byte[] {'b'});
        reply.onError(new IOException("reset"));
        reply.onComplete(new AsyncEvent(async));
        assertThat(seen).containsExactly("listening", "failed", "complete");
        assertThat(reply.isGone()).isTrue();
    }

    @Test
    @DisplayName("fails with a write that fails")
    void broken() throws IOException {
        ready();
        out.broken = true;
        write("a");
        assertThat(seen).containsExactly("listening", "failed", "complete");
    }

    @Test
    @DisplayName("touches nothing any more when the container has ended the request")
    void ended() throws IOException {
        ready();
        reply.onComplete(new AsyncEvent(async));
        write("a");
        assertThat(seen).containsExactly("failed", "listening");
    }

    @Test
    @DisplayName("is not asked about a client whose connection may carry the next request")
    void finished() throws IOException {
        ready();
        out.ready = true;
        reply.finish(new byte[] {'a'});
        gone = true;
        assertThat(seen).endsWith("complete");
        reply.onComplete(new AsyncEvent(async));
        assertThat(seen).doesNotContain("failed");
    }
}
