package io.sockee.it;

import io.sockee.databases.NeedsDatabase;
import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("once-on-wildfly")
@NeedsDatabase(TestDatabase.POSTGRESQL)
@DisplayName("A PostgreSQL")
class OutagePostgresqlIT extends OutageSuite {
    OutagePostgresqlIT() {
        super(TestDatabase.POSTGRESQL, "?socketTimeout=5");
    }

    @Override
    String waiting() {
        return "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    }

    @Override
    String end(String id) {
        return "select pg_terminate_backend(" + id + ")";
    }
}
