package io.sockee.entity;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What {@link EntityChangesTest} shows, on databases that have to be started first. */
@Tag("no-server")
class EntityChangesIT {

    @Nested
    @DisplayName("Of entities in MariaDB,")
    class MariaDb extends EntityChangesSuite {
        MariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("Of entities in PostgreSQL,")
    class Postgresql extends EntityChangesSuite {
        Postgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
