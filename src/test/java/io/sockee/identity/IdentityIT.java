package io.sockee.identity;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What {@link IdentityTest} shows, on databases that have to be started first. */
@Tag("no-server")
class IdentityIT {

    @Nested
    class MariaDb extends IdentitySuite {
        MariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    class Postgresql extends IdentitySuite {
        Postgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
