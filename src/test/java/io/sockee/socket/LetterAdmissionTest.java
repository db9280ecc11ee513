package io.sockee.socket;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** The smallest link: it knows users by one letter, and counts those who came in. */
@DisplayName("Links of one letter")
class LetterAdmissionTest extends AdmissionSuite {
    private final AtomicInteger entered = new AtomicInteger();

    @Override
    protected Admission link() {
        return (namespace, handshake, auth) -> auth == null
                ? Optional.empty()
                : Optional.of(socket -> {
                    if (!auth.contains("\"a\"")) {
                        throw new RefusedException("Who are you?");
                    }
                    socket.logIn(User.named("a"));
                    return CompletableFuture.completedStage(in -> {
                        entered.incrementAndGet();
                        return Admission.Entry.DONE;
                    });
                });
    }

    @Override
    protected String good() {
        return "{\"letter\":\"a\"}";
    }

    @Override
    protected String bad() {
        return "{\"letter\":\"b\"}";
    }

    @Override
    protected int changes() {
        return entered.get();
    }
}
