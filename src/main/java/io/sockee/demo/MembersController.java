package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import java.util.Set;

/** What depends on who asks. In a namespace of its own, where nobody gets in the way of the users of the page. */
@Controller(namespace = "/members")
public class MembersController {

    /** Who a visitor may say to be. This is a demo: nobody is asked for a password. */
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

    /** For whoever has logged in. */
    @On("demo:read")
    @LoggedIn
    public String read(User user) {
        return "Good morning, " + user.name() + ".";
    }

    /** For editors alone. */
    @On("demo:publish")
    @RolesAllowed("editor")
    public String publish(User user) {
        return "Published by " + user.name() + ".";
    }
}
