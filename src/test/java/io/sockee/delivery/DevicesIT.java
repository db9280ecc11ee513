package io.sockee.delivery;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What {@link DevicesTest} and {@link DevicesPropertyTest} show, on databases that have to be started first. */
@Tag("no-server")
class DevicesIT {

    @Nested
    @DisplayName("A device, on MariaDB,")
    class MariaDb extends DevicesSuite {
        MariaDb() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("A device, on PostgreSQL,")
    class Postgresql extends DevicesSuite {
        Postgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    @DisplayName("Whoever is in whichever rooms, on MariaDB:")
    class MariaDbRooms extends RoomsPropertySuite {
        MariaDbRooms() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("Whoever is in whichever rooms, on PostgreSQL:")
    class PostgresqlRooms extends RoomsPropertySuite {
        PostgresqlRooms() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    @DisplayName("Whatever happens, on MariaDB:")
    class MariaDbProperties extends DevicesPropertySuite {
        MariaDbProperties() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("Whatever happens, on PostgreSQL:")
    class PostgresqlProperties extends DevicesPropertySuite {
        PostgresqlProperties() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    @DisplayName("Of what shares a transaction, on MariaDB,")
    class MariaDbGroups extends DeviceGroupsSuite {
        MariaDbGroups() {
            super(TestDatabase.MARIADB);
        }
    }

    @Nested
    @DisplayName("Of what shares a transaction, on PostgreSQL,")
    class PostgresqlGroups extends DeviceGroupsSuite {
        PostgresqlGroups() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
