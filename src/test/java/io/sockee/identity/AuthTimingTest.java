package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import io.sockee.identity.AuthSettings.Length;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody learns by a clock who is registered. */
class AuthTimingTest {
    private static final int TIMES = 9;

    private final StoredEntities database = new StoredEntities(TestDatabase.H2.migrated(), Identity.entities());
    private final Identity identity = new Identity(
            new AuthSettings(
                    false,
                    Duration.ofDays(1),
                    Duration.ofDays(365),
                    new Length(3, 32),
                    new Length(5, 60),
                    true,
                    true,
                    true),
            new Identity.Limits(1, 4, 1000, 1000),
            database,
            new SecureRandom(),
            Clock.systemUTC(),
            ended -> {});

    @AfterEach
    void close() {
        database.close();
    }

    private long failing(String name) {
        long before = System.nanoTime();
        assertThatThrownBy(() -> identity.login(name, "wrong1!", Optional.empty(), "a"))
                .hasMessage("User not found.");
        return System.nanoTime() - before;
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        identity.register("known", "secret1!", null, Optional.empty(), "a");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            known.add(failing("known"));
            unknown.add(failing("unknown"));
        }
        assertThat(median(known) / median(unknown)).isBetween(0.5, 2.0); // a hash left out would be a hundredfold
    }
}
