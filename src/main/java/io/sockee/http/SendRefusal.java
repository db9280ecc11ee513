package io.sockee.http;

import io.sockee.delivery.BusyException;
import io.sockee.delivery.HangingException;
import io.sockee.delivery.RepeatedException;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.OutcomeUnknownException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a website is told when its message was not accepted, or when nobody knows whether it was. Only if it is known that nothing
 * was accepted does the text say so, since a website that reads that sends the message again.
 */
record SendRefusal(int status, String message) {
    private static final String UNKNOWN =
            " Whether the message was accepted is not known. Try again later, with the same"
                    + " Idempotency-Key: without one it may be delivered twice.";

    /** The answer to a failure; nothing for an unexpected one. */
    static Optional<SendRefusal> of(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof RepeatedException) {
            return Optional.of(new SendRefusal(422, String.valueOf(failure.getMessage())));
        } else if (failure instanceof BusyException || failure instanceof HangingException) {
            return unavailable(String.valueOf(failure.getMessage()));
        } else if (failure instanceof DatabaseUnavailableException) {
            return unavailable("The database is not available. Nothing was accepted. Try again later.");
        } else if (failure instanceof OutcomeUnknownException) {
            return unavailable("The database broke off." + UNKNOWN);
        } else if (failure instanceof RejectedExecutionException) { // the store's threads, or those that tell of it
            return unavailable("The server is being stopped." + UNKNOWN);
        }
        return Optional.empty();
    }

    private static Optional<SendRefusal> unavailable(String message) {
        return Optional.of(new SendRefusal(503, message));
    }
}
