package io.sockee.it.tx;

import io.sockee.api.Publish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;

/** Observers whose results are published. */
@ApplicationScoped
public class Scales {

    @Publish(event = "weighed", namespace = "/tx", to = "parcel-{parcel}")
    public Declared.Weighed weighed(@Observes Declared.Weighed weighed) {
        return weighed;
    }

    @Publish(event = "weighed-late", namespace = "/tx", to = "parcel-{parcel}")
    public Declared.Weighed late(@Observes(during = TransactionPhase.AFTER_SUCCESS) Declared.Weighed weighed) {
        return weighed;
    }

    @Publish(event = "weighed-apart", namespace = "/tx", to = "parcel-{parcel}")
    public Declared.Weighed apart(@ObservesAsync Declared.Weighed weighed) {
        return weighed;
    }
}
