package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Who may come in and who may call what. */
@Controller(namespace = "/members")
public class MembersController {

    @Inject
    Passes passes;

    // tag::connect
    public record Pass(Optional<String> token) {}

    @OnConnect
    public void enter(Socket socket, Pass pass) {
        if (pass.token().isEmpty()) {
            return; // a guest
        }
        User user = passes.holder(pass.token().get())
                .orElseThrow(() -> new RefusedException("Your pass is not valid.", Map.of("renew", true)));
        socket.logIn(user);
    }
    // end::connect

    // tag::access
    @On("read")
    public String read(Optional<User> user) {
        return user.map(User::name).orElse("a guest") + " reads";
    }

    @On("write")
    public String write(User user, String text) {
        return user.name() + " writes " + text;
    }

    @On("vote")
    @LoggedIn
    public void vote(int choice) {}

    @On("close-vote")
    @RolesAllowed("chair")
    public void closeVote() {}
    // end::access

    // tag::login
    @On("log-in")
    public String logIn(Socket socket, String token) {
        User user = passes.holder(token).orElseThrow(() -> new RefusedException("Your pass is not valid."));
        socket.logIn(user);
        return user.name();
    }

    @On("log-out")
    public void logOut(Socket socket) {
        socket.logOut();
    }
    // end::login

    @On("count")
    public int count() {
        return passes.count();
    }
}
