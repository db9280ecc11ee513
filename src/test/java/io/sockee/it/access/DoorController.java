package io.sockee.it.access;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.LoggedIn;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Guarded method by method. */
@Controller(namespace = "/door")
public class DoorController {

    @Inject
    private Vault vault;

    @Inject
    private GuardedController guarded;

    @Resource
    private ManagedExecutorService threads;

    @On("log-in")
    public void logIn(Socket socket, String name, List<String> roles) {
        socket.logIn(new User("id-" + name, name, new HashSet<>(roles)));
    }

    @On("log-out")
    public void logOut(Socket socket) {
        socket.logOut();
    }

    @On("open")
    public String open() {
        return "open";
    }

    @On("logged-in")
    @LoggedIn
    public String loggedIn(int number) {
        return "number " + number;
    }

    @On("logged-in-quick")
    @LoggedIn
    @NonBlocking
    public String loggedInQuick() {
        return "quick";
    }

    @On("roles")
    @RolesAllowed({"admin", "editor"})
    public String roles() {
        return "in";
    }

    @On("denied")
    @DenyAll
    public String denied() {
        return "never";
    }

    @On("user")
    public String user(User user) {
        return user.id() + " " + user.getName();
    }

    @On("maybe-user")
    public String maybeUser(Optional<User> user) {
        return user.map(User::name).orElse("nobody");
    }

    /** A guarded method of a plain bean, called by one that is not guarded. */
    @On("vault")
    public String vault() {
        return vault.secret();
    }

    @On("vault-open")
    public String vaultOpen() {
        return vault.open();
    }

    @On("vault-roles")
    public String vaultRoles() {
        return vault.forAdmins();
    }

    @On("vault-plain")
    public String vaultPlain() {
        return vault.plain();
    }

    @On("vault-never")
    public String vaultNever() {
        return vault.never();
    }

    /** A guarded method of a plain bean, called where no call of a socket is under way. */
    @On("vault-later")
    public CompletionStage<String> vaultLater() {
        return CompletableFuture.supplyAsync(vault::plain, threads);
    }

    /** A guarded method of a plain bean, called by a timer of the socket's. */
    @On("vault-timer")
    public void vaultTimer(Socket socket, Ack ack) {
        socket.after(Duration.ofMillis(1), () -> {
            try {
                ack.send(Map.of("ok", true, "err", false, "res", vault.plain()));
            } catch (RefusedException e) {
                ack.send(Map.of("refused", e.text()));
            }
        });
    }

    /** A guarded method of another controller, called as an ordinary one. */
    @On("through")
    public String through() {
        return guarded.inherited();
    }

    @On("seen")
    public Set<String> seen() {
        return vault.seen();
    }

    @OnDisconnect
    public void gone(Socket socket, DisconnectReason reason) {
        vault.see(socket.id());
    }
}
