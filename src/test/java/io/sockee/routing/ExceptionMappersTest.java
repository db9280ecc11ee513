package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.metrics.Counters.Counter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What the application says of its own exceptions. */
class ExceptionMappersTest {

    public static class Controller {
        @On("io")
        public void io() throws IOException {
            throw new IOException("disk");
        }

        @On("file")
        public void file() throws IOException {
            throw new FileNotFoundException("a.txt");
        }

        @On("wrapped")
        public void wrapped() {
            throw new IllegalStateException("outer", new UncheckedIOException(new IOException("disk")));
        }

        @On("later")
        public CompletionStage<String> later() {
            return CompletableFuture.supplyAsync(() -> {
                throw new UncheckedIOException(new IOException("disk"));
            });
        }

        @On("fields")
        public void fields() {
            throw new ArithmeticException("x");
        }

        @On("unmapped")
        public void unmapped() {
            throw new IllegalArgumentException("secret");
        }

        @On("worse")
        public void worse() {
            throw new ClassCastException("secret");
        }
    }

    private final RecordingCalls calls = new RecordingCalls(Controller.class, new Controller(), false);

    ExceptionMappersTest() {
        calls.mappers.add(IOException.class, (IOException e) -> new RefusedException("I/O: " + e.getMessage()), "A");
        calls.mappers.add(
                FileNotFoundException.class, (FileNotFoundException e) -> new RefusedException("No such file."), "B");
        calls.mappers.add(
                ArithmeticException.class,
                (ArithmeticException e) -> RefusedException.ofFields("Sums.", Map.of("x", "divides by it")),
                "C");
        calls.mappers.add(
                ClassCastException.class,
                (ClassCastException e) -> {
                    throw new IllegalStateException("the mapper");
                },
                "D");
    }

    private static String refused(String message) {
        return "{\"ok\":false,\"err\":\"" + message + "\",\"res\":false}";
    }

    @Test
    void theNearestMapperIsAskedElseThatOfACause() {
        assertThat(calls.ask("io")).isEqualTo(refused("I/O: disk"));
        assertThat(calls.ask("file")).isEqualTo(refused("No such file."));
        assertThat(calls.ask("wrapped")).isEqualTo(refused("I/O: disk"));
        assertThat(calls.ask("fields"))
                .isEqualTo("{\"ok\":false,\"err\":\"Sums.\",\"res\":false,\"fields\":{\"x\":\"divides by it\"}}");
        assertThat(calls.counters.get(Counter.CALLS_REFUSED)).isEqualTo(4);
        assertThat(calls.counters.get(Counter.CALLS_FAILED)).isZero();
    }

    @Test
    void aStageThatFailsIsMappedToo() throws InterruptedException {
        calls.tell("later");
        org.awaitility.Awaitility.await().until(() -> !calls.answers.isEmpty());
        assertThat(calls.answers).containsExactly("later_error " + refused("I/O: disk"));
    }

    @Test
    void whatNobodyMapsIsAnInternalErrorAndSoIsAMapperThatFails() {
        assertThat(calls.ask("unmapped")).contains("Internal error. (").doesNotContain("secret");
        assertThat(calls.ask("worse")).contains("Internal error. (").doesNotContain("secret", "mapper");
        assertThat(calls.counters.get(Counter.CALLS_FAILED)).isEqualTo(2);
    }

    @Test
    void twoMappersForOneExceptionStopTheDeployment() {
        assertThatThrownBy(() ->
                        calls.mappers.add(IOException.class, (IOException e) -> new RefusedException(""), "x.Other"))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("The exception java.io.IOException is mapped twice: by A and by x.Other.");
    }
}
