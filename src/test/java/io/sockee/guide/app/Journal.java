package io.sockee.guide.app;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

// tag::journal
@ApplicationScoped
public class Journal {

    @Inject
    Publisher publisher;

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void note(String line) {
        publisher.emit("noted", line); // leaves when this method returns
    }
}
// end::journal
