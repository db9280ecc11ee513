package io.sockee.it.sessions;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.LoggedIn;
import io.sockee.api.NonBlocking;
import io.sockee.api.Session;
import io.sockee.api.User;
import jakarta.inject.Inject;

/** The same over HTTP. */
@Actions("kept")
public class SessionActions {

    @Inject
    Kept kept;

    @Action
    @NonBlocking
    public void put(Session session, String name) {
        session.put("name", name);
    }

    @Action
    public String name() {
        return kept.name();
    }

    @Action
    @LoggedIn
    public String who(User user) {
        return user.name();
    }

    @Action
    public void logout(Session session) {
        session.logout();
    }
}
