package io.sockee.it.tx;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** What stands below controllers: each method tells everybody, in a transaction of its kind. */
@ApplicationScoped
public class Services {

    @Inject
    private Publisher publisher;

    @Transactional
    public void required(boolean fails) {
        tell("required", fails);
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void requiresNew(boolean fails) {
        tell("requires-new", fails);
    }

    @Transactional(TxType.NOT_SUPPORTED)
    public void notSupported() {
        tell("not-supported", false);
    }

    private void tell(String who, boolean fails) {
        publisher.namespace("/tx").emit("told", who);
        if (fails) {
            throw new IllegalStateException("as asked for");
        }
    }
}
