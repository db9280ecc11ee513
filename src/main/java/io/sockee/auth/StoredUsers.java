package io.sockee.auth;

import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import io.sockee.api.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.Optional;

/** The users in Sockee's tables, for applications. */
@ApplicationScoped
public class StoredUsers implements Users {
    private final Auth auth;
    private final Socket current;
    private final BeanManager beans;

    @Inject
    public StoredUsers(Auth auth, Socket current, BeanManager beans) {
        this.auth = auth;
        this.current = current;
        this.beans = beans;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected StoredUsers() {
        this(null, null, null);
    }

    @Override
    public Checked check(String name, String key) {
        io.sockee.identity.Checked checked = auth.check(socket(), name, key);
        return new Checked(checked.login().user(), checked.renewed());
    }

    /** The socket whose call is under way on this thread. */
    private Optional<Socket> socket() {
        try {
            return beans.getContext(SocketScoped.class).isActive() ? Optional.of(current) : Optional.empty();
        } catch (ContextNotActiveException e) {
            return Optional.empty();
        }
    }

    @Override
    public void logOutEverywhere(String userId) {
        auth.identity().logins().logoutEverywhere(number(userId));
    }

    @Override
    public void disable(String userId) {
        auth.identity().logins().disable(number(userId), true);
    }

    @Override
    public void enable(String userId) {
        auth.identity().logins().disable(number(userId), false);
    }

    private static long number(String userId) {
        try {
            return Long.parseLong(userId);
        } catch (NumberFormatException e) {
            throw new RefusedException("User not found.");
        }
    }
}
