package io.sockee.admin;

import jakarta.enterprise.context.ApplicationScoped;

/** What admins may do on this server, for the controller that does it. Safe for any thread. */
@ApplicationScoped
public class Admins {
    private volatile boolean mayChange;

    /** Begins; called once, when the application starts. */
    public void begin(Admin admin) {
        mayChange = !admin.isReadOnly();
    }

    /** Whether they may change anything. */
    boolean mayChange() {
        return mayChange;
    }
}
