package io.sockee.it.access;

import io.sockee.api.LoggedIn;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A plain bean with guarded methods. */
@ApplicationScoped
public class Vault {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @LoggedIn
    public String secret() {
        return "secret";
    }

    @LoggedIn
    @RolesAllowed("admin")
    public String forAdmins() {
        return "for admins";
    }

    @RolesAllowed("admin")
    public String plain() {
        return "plain";
    }

    @DenyAll
    public String never() {
        return "never";
    }

    public String open() {
        return "open";
    }

    void see(String id) {
        seen.add(id);
    }

    Set<String> seen() {
        return Set.copyOf(seen);
    }
}
