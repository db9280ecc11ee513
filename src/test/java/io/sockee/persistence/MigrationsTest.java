package io.sockee.persistence;

import io.sockee.databases.TestDatabase;

/** On the embedded database. */
class MigrationsTest extends MigrationsSuite {
    MigrationsTest() {
        super(TestDatabase.H2);
    }
}
