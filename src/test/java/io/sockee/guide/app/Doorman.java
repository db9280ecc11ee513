package io.sockee.guide.app;

import io.sockee.api.Presence;
import io.sockee.api.Publisher;
import io.sockee.api.UserOffline;
import io.sockee.api.UserOnline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Of the page about presence. */
// tag::online
@ApplicationScoped
public class Doorman {
    @Inject
    Presence presence;

    @Inject
    Publisher publisher;

    void came(@Observes UserOnline event) {
        publisher
                .namespace("/desk")
                .emit("online", event.user().name(), presence.usersOnline().size());
    }

    void left(@Observes UserOffline event) {
        publisher
                .namespace("/desk")
                .emit("offline", event.user().name(), presence.usersOnline().size());
    }
}
// end::online
