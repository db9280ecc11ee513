package io.sockee.identity;

import io.sockee.databases.TestDatabase;

/** On the embedded database. */
class IdentityTest extends IdentitySuite {
    IdentityTest() {
        super(TestDatabase.H2);
    }
}
