package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer that comes later")
class AsyncReplyTest {
    private final List<String> used = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final HttpServletRequest request = noting(HttpServletRequest.class, new ArrayList<>());
    private final HttpServletResponse response = noting(HttpServletResponse.class, used);
    private final AsyncContext async = (AsyncContext) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> method.getName().equals("getRequest") ? request : null);
    private final AsyncReply reply = new AsyncReply(async, response, 0, gone -> failed.add("failed"));

    private static <T> T noting(Class<T> type, List<String> called) {
        return type.cast(Proxy.newProxyInstance(
                AsyncReplyTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    called.add(method.getName().equals("setStatus") ? "setStatus " + arguments[0] : method.getName());
                    return null;
                }));
    }

    @Test
    @DisplayName("that nobody gives any more is no success: a client that has ended only its own half reads on")
    void unanswered() {
        reply.breakOff();
        reply.payload(new byte[] {'2'});
        assertThat(used).containsExactly("setHeader", "setStatus 400");
    }

    @Test
    @DisplayName("whose client is gone is no success either")
    void gone() {
        new AsyncReply(async, response, 0, gone -> failed.add("failed"), () -> true, () -> {})
                .payload(new byte[] {'2'});
        assertThat(used).endsWith("setStatus 400");
        assertThat(failed).hasSize(1);
    }

    @Test
    @DisplayName("that an error of the container has prevented is no success either")
    void error() {
        reply.onError(new AsyncEvent(async));
        assertThat(used).containsExactly("setHeader", "setStatus 400");
        assertThat(failed).hasSize(1);
    }

    @Test
    @DisplayName("touches no response whose request the container has ended: that may be another client's by now")
    void ended() {
        reply.onComplete(new AsyncEvent(async));
        assertThat(failed).hasSize(1);
        reply.payload(new byte[] {'2'});
        assertThat(used).isEmpty();
    }

    @Test
    @DisplayName(
            "that is being compressed while the container ends its request touches no response, and its messages are not taken for sent")
    void endedWhileCompressed() {
        List<Runnable> waiting = new ArrayList<>();
        reply.compressed(new PollCompression(0, waiting::add).by(PollCompression.Coding.GZIP));
        reply.payload(new byte[] {'2'});
        reply.onComplete(new AsyncEvent(async));
        waiting.forEach(Runnable::run);
        assertThat(used).isEmpty();
        assertThat(failed).hasSize(1);
    }

    @Test
    @DisplayName("that cannot be written once it is compressed has failed: nobody else would hear of it on that thread")
    void brokenAfterCompression() {
        HttpServletResponse broken = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getOutputStream")) {
                        throw new NullPointerException("the container has taken it back");
                    }
                    return null;
                });
        List<String> ended = new ArrayList<>();
        AsyncContext context = (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    ended.add(method.getName());
                    return method.getName().equals("getRequest") ? request : null;
                });
        AsyncReply other = new AsyncReply(context, broken, 0, gone -> failed.add("failed"));
        List<Runnable> waiting = new ArrayList<>();
        other.compressed(new PollCompression(0, waiting::add).by(PollCompression.Coding.GZIP));
        other.payload(new byte[] {'2'});
        waiting.forEach(Runnable::run);
        assertThat(failed).hasSize(1);
        assertThat(ended).endsWith("complete");
    }
}
