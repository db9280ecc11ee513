package io.sockee.it.tx;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/** Tells of stored notes when the transaction has been committed. */
@ApplicationScoped
public class StoredObserver {

    @Inject
    private Publisher publisher;

    void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) Stored stored) {
        publisher.namespace("/tx").emit("stored", stored.id());
    }
}
