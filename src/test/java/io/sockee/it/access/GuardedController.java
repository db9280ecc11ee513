package io.sockee.it.access;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Socket;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

/** Guarded as a whole, with exceptions. */
@Controller(namespace = "/door")
@LoggedIn
public class GuardedController {

    @Inject
    private Vault vault;

    @On("class")
    public String inherited() {
        return "in";
    }

    @On("class-permit")
    @PermitAll
    public String permitted() {
        return "in";
    }

    @On("class-roles")
    @RolesAllowed("admin")
    public String roles() {
        return "in";
    }

    @On("class-deny")
    @DenyAll
    public String denied() {
        return "never";
    }

    @OnDisconnect
    public void gone(Socket socket) {
        vault.see("class " + socket.id());
    }
}
