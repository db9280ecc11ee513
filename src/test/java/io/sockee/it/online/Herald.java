package io.sockee.it.online;

import io.sockee.api.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A bean that knows no socket. */
@ApplicationScoped
public class Herald {

    @Inject
    Publisher publisher;

    void tell(String user, String text) {
        publisher.namespace(OnlineController.NAMESPACE).toUser(user).emit("told", text);
    }
}
