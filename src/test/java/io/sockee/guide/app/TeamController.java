package io.sockee.guide.app;

import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.EventName;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tokens of one's own, a room for each user, rooms with a roster, and what answers all else. */
@Controller(namespace = "/team")
public class TeamController {

    @Inject
    Passes passes;

    // tag::connect
    public record Pass(Optional<String> token) {}

    @OnConnect
    public void enter(Socket socket, Pass pass) {
        User user =
                pass.token().flatMap(passes::holder).orElseThrow(() -> new RefusedException("Your pass is not valid."));
        socket.logIn(user);
    }
    // end::connect

    // tag::board
    @On("open")
    public void open(Socket socket, String board) {
        socket.join("board:" + board);
    }

    @On("close")
    public void close(Socket socket, String board) {
        socket.leave("board:" + board);
    }
    // end::board

    // tag::any
    @On("*")
    public void anythingElse(@EventName String event, Arguments arguments) {
        throw new RefusedException("There is no event '" + event + "'.");
    }
    // end::any
}
