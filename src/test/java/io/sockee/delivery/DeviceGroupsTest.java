package io.sockee.delivery;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of what shares a transaction,")
class DeviceGroupsTest extends DeviceGroupsSuite {
    DeviceGroupsTest() {
        super(TestDatabase.H2);
    }
}
