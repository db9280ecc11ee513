package io.sockee.it.who;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Session;
import io.sockee.api.User;
import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import java.util.Optional;

/** Who calls. */
@Actions("who")
public class WhoActions {

    /** The caller's id. */
    @Action
    public String am(Optional<User> user) {
        return user.map(User::id).orElse("nobody");
    }

    /** Lets the application authenticate its caller. */
    @Action
    public String enter(Session session, String name, String password) {
        return session.authenticate("letter", Map.of("name", name, "password", password))
                .user()
                .id();
    }

    /** For editors alone. */
    @Action
    @RolesAllowed("editor")
    public String edits(User user) {
        return user.name();
    }
}
