package io.sockee.guide.app;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

// tag::notices
@ApplicationScoped
public class Notices {

    @Inject
    Publisher publisher;

    /** Tells a user something, in every tab and on every device that is connected. */
    public void tell(String userId, String text) {
        publisher.namespace("/team").toUser(userId).emit("notice", text);
    }
}
// end::notices
