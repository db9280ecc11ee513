package io.sockee.it.users;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.api.Users;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Says who is logged in, and asks Sockee about users. */
@Controller(namespace = {"/", "/users"})
public class UsersController {

    @Inject
    private Users users;

    @On("who")
    public String who(Optional<User> user) {
        return user.map(User::name).orElse("nobody");
    }

    @On("mine")
    @LoggedIn
    public String mine(User user) {
        return "hello " + user.name();
    }

    @On("by-key")
    public String byKey(String name, String key) {
        Users.Checked checked = users.check(name, key);
        return checked.user().id() + " " + checked.renewed().isPresent();
    }

    @On("disable")
    public void disable(String id) {
        users.disable(id);
    }

    @On("enable")
    public void enable(String id) {
        users.enable(id);
    }

    @On("out-everywhere")
    public void outEverywhere(String id) {
        users.logOutEverywhere(id);
    }

    @On("disable-in-vain")
    @Transactional
    public void disableInVain(String id) {
        users.disable(id);
        throw new RefusedException("rolled back");
    }
}
