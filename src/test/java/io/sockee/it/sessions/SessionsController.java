package io.sockee.it.sessions;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.Session;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What clients do with their sessions. */
@Controller(namespace = "/sessions")
public class SessionsController {

    @Inject
    Publisher publisher;

    @OnConnect
    public void connect(Socket socket, Session session) {
        socket.emit(
                "back",
                session.get("name", String.class).orElse("nobody"),
                socket.rooms().size());
    }

    @On("put")
    public CompletionStage<Void> put(Session session, String key, String value) {
        session.put(key, value);
        return session.saved();
    }

    @On("get")
    public Optional<String> get(Session session, String key) {
        return session.get(key, String.class);
    }

    @On("subscribe")
    public CompletionStage<Void> subscribe(Session session, String channel) {
        session.subscribe(channel);
        return session.saved();
    }

    @On("channels")
    public Set<String> channels(Session session) {
        return session.channels();
    }

    @On("publish")
    public void publish(String channel, String text) {
        publisher.namespace("/sessions").channel(channel).emit("news", text);
    }

    @On("who")
    public String who(Session session, Optional<User> user) {
        return session.user().map(User::name).orElse("nobody") + " "
                + user.map(User::name).orElse("nobody");
    }

    @On("logout")
    public void logout(Session session) {
        session.logout();
    }
}
