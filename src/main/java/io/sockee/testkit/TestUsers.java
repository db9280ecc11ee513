package io.sockee.testkit;

import io.sockee.auth.Auth;
import io.sockee.auth.AuthController;
import io.sockee.auth.LiveLogins;
import io.sockee.auth.SessionUsers;
import io.sockee.auth.SocketLogin;
import io.sockee.auth.StoredUsers;
import io.sockee.auth.TokenAdmission;
import io.sockee.boot.Authentication;
import io.sockee.boot.CoreWithUsers;
import io.sockee.boot.Tables;
import io.sockee.identity.Identity;
import io.sockee.identity.Issued;
import io.sockee.persistence.MemoryEntities;
import jakarta.enterprise.inject.se.SeContainer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The users of a test, in a database of its own in memory. */
final class TestUsers implements AutoCloseable {

    /** What has to be in the container. */
    static final List<Class<?>> BEANS = List.of(
            Auth.class,
            AuthController.class,
            Authentication.class,
            LiveLogins.class,
            SessionUsers.class,
            SocketLogin.class,
            StoredUsers.class,
            Tables.class,
            TokenAdmission.class);

    /** Open in tests, unless they say otherwise. */
    static final String REGISTRATION = "sockee.auth.registration";

    /** Long enough, with a digit and a special character. */
    private static final String PASSWORD = "Test-password-1!";

    private static final String ADDRESS = "127.0.0.1";

    private final MemoryEntities entities = new MemoryEntities(Identity.entities());
    private final SeContainer container;

    TestUsers(SeContainer container) {
        this.container = container;
    }

    CoreWithUsers.Keeping keeping(Clock clock) {
        return new CoreWithUsers.Keeping(container.select(Authentication.class).get(), entities, clock);
    }

    TestUser register(String name) {
        Issued issued = container
                .select(Auth.class)
                .get()
                .identity()
                .register(name, PASSWORD, name + "@example.org", Optional.empty(), ADDRESS);
        return new TestUser(issued.login().user(), PASSWORD, issued.token());
    }

    @Override
    public void close() {
        container.select(Authentication.class).get().close();
        entities.close();
    }
}
