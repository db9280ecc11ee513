package io.sockee.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.api.Authenticated;
import io.sockee.api.Credentials;
import io.sockee.api.User;
import io.sockee.auth.AuthRequest;
import io.sockee.identity.AuthException;
import io.sockee.identity.Checked;
import io.sockee.identity.Identity;
import io.sockee.identity.Issued;
import io.sockee.routing.LimitException;
import io.sockee.routing.RefusalKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The users that Sockee keeps: by {@code {name, password}}, which begins a login and tells the client its token, or by {@code {name,
 * token}}. Blocks.
 */
public final class StoredModule implements Module {
    private final Identity identity;

    public StoredModule(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Known authenticate(Credentials credentials) {
        JsonNode sent = credentials.as(JsonNode.class);
        if (sent.path("token").isTextual()) {
            Checked checked = identity.logins()
                    .check(sent.path("name").textValue(), sent.path("token").textValue());
            Authenticated who = Authenticated.as(checked.login().user());
            return new Known(
                    checked.renewed()
                            .map(token -> who.telling(Map.of("token", token)))
                            .orElse(who),
                    Optional.of(checked.login()));
        }
        AuthRequest.Login login = (AuthRequest.Login) AuthRequest.of("login", sent);
        Issued issued = identity.login(login.name(), login.password(), login.persistent(), credentials.address());
        return new Known(
                Authenticated.as(issued.login().user()).telling(Map.of("token", issued.token())),
                Optional.of(issued.login()));
    }

    @Override
    public Authenticated verify(Credentials credentials) {
        AuthRequest.Login login = (AuthRequest.Login) AuthRequest.of("login", credentials.as(JsonNode.class));
        try {
            User user = identity.verify(login.name(), login.password(), credentials.address());
            return Authenticated.as(user);
        } catch (AuthException e) {
            if (e.kind() == AuthException.Kind.THROTTLED) { // as with each other module
                throw LimitException.ofAttempts(TimeUnit.SECONDS.toNanos(RefusalKind.seconds(e)));
            }
            throw e;
        }
    }
}
