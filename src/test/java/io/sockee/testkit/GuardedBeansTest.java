package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketScoped;
import io.sockee.api.User;
import io.sockee.cdi.CdiCallContext;
import io.sockee.routing.CallContext;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who calls a guarded bean: the socket's user, the request's, or nobody. Nobody may do only what is for everybody. */
@SockeeTest({GuardedBeansTest.Door.class, GuardedBeansTest.Vault.class, GuardedBeansTest.Requests.class})
class GuardedBeansTest {
    private static final String NOT_LOGGED_IN = "You are not logged in.";
    private static final User ADMIN = new User("a", "a", Set.of("admin"));

    @ApplicationScoped
    public static class Vault {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @RolesAllowed("admin")
        public String admins() {
            return "admins";
        }

        @LoggedIn
        public String users() {
            return "users";
        }

        @DenyAll
        public String nobodys() {
            return "nobody's";
        }

        @PermitAll
        public String everybodys() {
            return "everybody's";
        }

        public List<String> seen() {
            return seen;
        }
    }

    @Controller
    public static class Door {
        @Inject
        Vault vault;

        @On("here")
        public String here() {
            return vault.admins();
        }

        @On("later")
        public CompletionStage<String> later() {
            return CompletableFuture.supplyAsync(vault::admins);
        }

        void connected(@Observes SocketConnected event) {
            vault.seen().add(attempt(vault::admins));
        }
    }

    /** Stands for the server's request, of which there is one on a thread while it is being answered. */
    @ApplicationScoped
    public static class Requests {
        static final ThreadLocal<@Nullable String> CALLER = new ThreadLocal<>();

        @Produces
        HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    Requests.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> {
                        String caller = CALLER.get();
                        if (caller == null) {
                            throw new IllegalStateException("no request");
                        }
                        return switch (method.getName()) {
                            case "getUserPrincipal" -> caller.isEmpty() ? null : (Principal) () -> caller;
                            case "isUserInRole" -> caller.equals(arguments[0]);
                            default -> throw new UnsupportedOperationException(method.getName());
                        };
                    });
        }
    }

    private static String attempt(Supplier<String> call) {
        try {
            return call.get();
        } catch (RefusedException e) {
            return e.text();
        }
    }

    @Test
    void theSocketsUserCallsInItsCallsAndObservers(TestServer server) {
        assertThat(server.connect().call("here").err()).isEqualTo(NOT_LOGGED_IN);
        assertThat(server.connectAs(User.named("u")).call("here").err()).isEqualTo("You are not allowed to do this.");
        assertThat(server.connectAs(ADMIN).call("here").res(String.class)).isEqualTo("admins");
        server.settle();
        assertThat(server.bean(Vault.class).seen())
                .containsExactly(NOT_LOGGED_IN, "You are not allowed to do this.", "admins");
    }

    @Test
    void nobodyCallsOnAThreadOfNobodys(TestServer server) {
        assertThat(server.connectAs(ADMIN).call("later").err()).isEqualTo(NOT_LOGGED_IN);
        Vault vault = server.bean(Vault.class);
        assertThatThrownBy(vault::admins).isInstanceOf(RefusedException.class).hasMessage(NOT_LOGGED_IN);
        assertThatThrownBy(vault::users).isInstanceOf(RefusedException.class).hasMessage(NOT_LOGGED_IN);
        assertThatThrownBy(vault::nobodys).isInstanceOf(RefusedException.class);
        assertThat(vault.everybodys()).isEqualTo("everybody's");
    }

    @Test
    void whomTheServerHasAuthenticatedCallsInARequest(TestServer server) {
        Vault vault = server.bean(Vault.class);
        try {
            Requests.CALLER.set("admin");
            assertThat(vault.admins()).isEqualTo("admins");
            assertThat(vault.users()).isEqualTo("users");
            Requests.CALLER.set("other");
            assertThat(attempt(vault::admins)).isEqualTo("You are not allowed to do this.");
            assertThat(vault.users()).isEqualTo("users");
            Requests.CALLER.set("");
            assertThat(attempt(vault::users)).isEqualTo(NOT_LOGGED_IN);
        } finally {
            Requests.CALLER.remove();
        }
    }

    /** Somebody who calls by another way than a socket's. */
    private record Admin() implements Caller {
        @Override
        public Optional<User> user() {
            return Optional.of(ADMIN);
        }

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public String sessionId() {
            return "admin's";
        }

        @Override
        public String transport() {
            return "test";
        }

        @Override
        public @Nullable ScopedSocket socket() {
            return null;
        }
    }

    @Test
    void aCallersUserCallsAndIsGivenTheScopeOfNoSocket(TestServer server) {
        CallContext context = server.bean(CdiCallContext.class);
        List<String> seen = new CopyOnWriteArrayList<>();
        context.run(new Admin(), () -> {
            seen.add(attempt(server.bean(Vault.class)::admins));
            BeanManager beans = CDI.current().getBeanManager();
            seen.add("request " + beans.getContext(RequestScoped.class).isActive());
            assertThatThrownBy(() -> beans.getContext(SocketScoped.class))
                    .isInstanceOf(ContextNotActiveException.class);
        });
        context.runAtOnce(new Admin(), () -> seen.add(attempt(server.bean(Vault.class)::users)));
        seen.add(attempt(server.bean(Vault.class)::users));
        assertThat(seen).containsExactly("admins", "request true", "users", NOT_LOGGED_IN);
    }
}
