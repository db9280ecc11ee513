package io.sockee.delivery;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Whoever is in whichever rooms:")
class RoomsPropertyTest extends RoomsPropertySuite {
    RoomsPropertyTest() {
        super(TestDatabase.H2);
    }
}
