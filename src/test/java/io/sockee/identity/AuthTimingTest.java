package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody learns by a clock who is registered. */
class AuthTimingTest {
    private static final int TIMES = 9;

    private final StoredEntities database = new StoredEntities(TestDatabase.H2.migrated(), Identity.entities());
    private final Identity identity = IdentityFixture.in(database, Clock.systemUTC());

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
        String unused = IdentityFixture.token(identity, "known");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            known.add(failing("known"));
            unknown.add(failing("unknown"));
        }
        assertThat(median(known) / median(unknown)).isBetween(0.5, 2.0); // a hash left out would be a hundredfold
    }
}
