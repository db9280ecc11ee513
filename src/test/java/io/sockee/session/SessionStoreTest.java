package io.sockee.session;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Stores of sessions that need nothing but this process. */
class SessionStoreTest {

    @Nested
    @DisplayName("A store of sessions in memory")
    class Memory extends SessionStoreSuite {
        Memory() {
            super(new MemorySessions(1_000));
        }
    }

    @Nested
    @DisplayName("A store of sessions in H2")
    class H2 extends TableSessionsSuite {
        H2() {
            super(TestDatabase.H2);
        }
    }
}
