package io.sockee.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.OutcomeUnknownException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A website whose message was not accepted")
class SendRefusalTest {

    private static String told(Throwable failure) {
        SendRefusal refusal = SendRefusal.of(failure).orElseThrow();
        return refusal.status() + " " + refusal.message();
    }

    @Test
    @DisplayName("is told that nothing was accepted where that is known")
    void known() {
        assertThat(told(new CompletionException(new DatabaseUnavailableException("away", null))))
                .isEqualTo("503 The database is not available. Nothing was accepted. Try again later.");
    }

    static Stream<Throwable> unknown() {
        return Stream.of(
                new OutcomeUnknownException("broke off", new IllegalStateException()),
                new CompletionException(new OutcomeUnknownException("broke off", new IllegalStateException())),
                new RejectedExecutionException());
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("is told that nobody knows where that is so, and how to find out")
    void unknown(Throwable failure) {
        assertThat(told(failure))
                .startsWith("503 ")
                .doesNotContain("Nothing was accepted")
                .endsWith(
                        "Whether the message was accepted is not known. Try again later, with the same Idempotency-Key:"
                                + " without one it may be delivered twice.");
    }

    @Test
    @DisplayName("is told no more than an id where it should not have been")
    void other() {
        assertThat(SendRefusal.of(new IllegalStateException("secret"))).isEmpty();
    }
}
