package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions in tables. */
abstract class TableSessionsSuite extends SessionStoreSuite {
    private final DatabaseAddress database;
    private final StoredEntities entities;

    TableSessionsSuite(TestDatabase product) {
        this(product.migrated());
    }

    private TableSessionsSuite(DatabaseAddress database) {
        this(database, new StoredEntities(database, StoredSessions.entities()));
    }

    private TableSessionsSuite(DatabaseAddress database, StoredEntities entities) {
        super(new StoredSessions(entities));
        this.database = database;
        this.entities = entities;
    }

    @AfterEach
    void close() {
        entities.close();
    }

    @Test
    void theTablesFitTheEntities() {
        entities.validate();
    }

    @Test
    void aSessionMayBeAsLargeAsTheSettingsAllow() {
        String large = "\"" + "\\\"".repeat(74_900) + "\"";
        SessionStore store = new StoredSessions(entities);
        Object unused = store.write(
                List.of(new SessionStore.Write(
                        List.of(),
                        null,
                        "d",
                        false,
                        Instant.parse("2026-11-01T12:00:00Z"),
                        SessionChange.ofValue("k", Optional.of(large)))),
                Instant.parse("2026-11-01T12:00:00Z"),
                1);
        assertThat(store.find("d").orElseThrow().state().data().get("k")).isEqualTo(large);
        assertThat(database.value("select count(*) from sockee_sessions")).isEqualTo("1");
    }
}
