package io.sockee.session;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Whatever two servers do to a session,")
class SessionPropertyTest extends SessionPropertySuite {
    SessionPropertyTest() {
        super(TestDatabase.H2);
    }
}
