package io.sockee.session;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What {@link SessionStoreTest} and {@link SessionPropertyTest} show, on databases that have to be started first. */
@Tag("no-server")
class SessionStoreIT {

    @Nested
    @DisplayName("A store of sessions in MariaDB")
    class MariaDb extends TableSessionsSuite {
        MariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("A store of sessions in PostgreSQL")
    class Postgresql extends TableSessionsSuite {
        Postgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    @DisplayName("Whatever two servers do to a session in MariaDB,")
    class MariaDbProperties extends SessionPropertySuite {
        MariaDbProperties() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("Whatever two servers do to a session in PostgreSQL,")
    class PostgresqlProperties extends SessionPropertySuite {
        PostgresqlProperties() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
