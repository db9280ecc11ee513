package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import java.util.Set;

/** Access control. In a namespace of its own, apart from the users of the page. */
@Controller(namespace = "/members")
public class MembersController {

    /** The users of this namespace. This is a demo: no password is asked for. */
    public enum Member {
        VISITOR,
        EDITOR
    }

    @On("demo:login")
    public Member logIn(Socket socket, Member member) {
        String name = member.name().toLowerCase(Locale.ROOT);
        socket.logIn(new User("demo:" + name, name, Set.of(name)));
        return member;
    }

    @On("demo:logout")
    public void logOut(Socket socket) {
        socket.logOut();
    }

    /** Needs a login. */
    @On("demo:read")
    @LoggedIn
    public String read(User user) {
        return "Good morning, " + user.name() + ".";
    }

    /** Needs the role editor. */
    @On("demo:publish")
    @RolesAllowed("editor")
    public String publish(User user) {
        return "Published by " + user.name() + ".";
    }
}
