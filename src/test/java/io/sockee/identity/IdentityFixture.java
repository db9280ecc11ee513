package io.sockee.identity;

import io.sockee.databases.StoredEntities;
import io.sockee.identity.AuthSettings.Length;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Users for tests of what needs some: by the rules that are delivered, and with more attempts than a test makes. */
public final class IdentityFixture {
    /** How long their tokens are good without being renewed. */
    public static final Duration TIMEOUT = Duration.ofDays(1);

    private static final Identity.Limits LIMITS = new Identity.Limits(2, 4, 8, 1000, 1000);

    private IdentityFixture() {}

    /** Of which nobody asks when logins end. */
    public static Identity in(StoredEntities entities, Clock clock) {
        return in(entities, clock, ended -> {});
    }

    /**
     * Users in some tables.
     *
     * @param ends is told when logins end
     */
    public static Identity in(StoredEntities entities, Clock clock, LoginEnds ends) {
        AuthSettings settings = new AuthSettings(
                false, TIMEOUT, Duration.ofDays(365), new Length(3, 32), new Length(5, 60), true, true, true);
        return new Identity(settings, LIMITS, entities, new SecureRandom(), clock, ends);
    }

    /** Makes a user without an e-mail address, and logs in. */
    public static String token(Identity identity, String name) {
        return identity.register(name, "secret1!", null, Optional.of(true), "a").token();
    }
}
