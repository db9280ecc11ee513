package io.sockee.delivery;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Whatever happens")
class DevicesPropertyTest extends DevicesPropertySuite {
    DevicesPropertyTest() {
        super(TestDatabase.H2);
    }
}
