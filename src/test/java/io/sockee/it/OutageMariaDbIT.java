package io.sockee.it;

import io.sockee.databases.NeedsDatabase;
import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("once-on-liberty")
@NeedsDatabase(TestDatabase.MARIADB)
@DisplayName("A MariaDB")
class OutageMariaDbIT extends OutageSuite {
    OutageMariaDbIT() {
        super(TestDatabase.MARIADB, "?connectTimeout=5000");
    }

    @Override
    String waiting() {
        return "select id from information_schema.processlist where db = database() and id <> connection_id()"
                + " and info like '%for update%'";
    }

    @Override
    String end(String id) {
        return "kill " + id;
    }
}
