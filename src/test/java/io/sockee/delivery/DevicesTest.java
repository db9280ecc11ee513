package io.sockee.delivery;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A device")
class DevicesTest extends DevicesSuite {
    DevicesTest() {
        super(TestDatabase.H2);
    }
}
