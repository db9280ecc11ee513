package io.sockee.it.online;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Presence;
import io.sockee.api.Presence.Present;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.api.UserOffline;
import io.sockee.api.UserOnline;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** Tells those who watch a user when the user comes, leaves, and when one of the user's sockets is gone. */
@Controller(namespace = OnlineController.NAMESPACE)
public class OnlineController {
    static final String NAMESPACE = "/online";

    private static final String HALL = "hall";

    @Inject
    Presence presence;

    @Inject
    Publisher publisher;

    /** Whether the user is online; from then on the client is told. */
    @On("watch")
    public boolean watch(Socket socket, String user) {
        socket.join("watchers of " + user);
        return presence.isOnline(user);
    }

    @On("users")
    public Set<String> users() {
        return presence.usersOnline();
    }

    /** The socket is in the hall from then on. */
    @On("enter")
    public void enter(Socket socket) {
        socket.presence(HALL).track("here");
    }

    /** The keys of those in the hall. */
    @On("hall")
    public List<String> hall() {
        return presence.namespace(NAMESPACE).in(HALL).stream().map(Present::key).toList();
    }

    @OnDisconnect
    public void gone(Socket socket) {
        socket.user().map(User::id).ifPresent(user -> tell("socket gone", user));
    }

    void came(@Observes UserOnline event) {
        tell("came", event.user().id());
    }

    void left(@Observes UserOffline event) {
        tell("left", event.user().id());
    }

    private void tell(String what, String user) {
        publisher.namespace(NAMESPACE).to("watchers of " + user).emit(what, user);
    }
}
