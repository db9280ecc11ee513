package io.sockee.entity;

import io.sockee.databases.TestDatabase;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of entities in H2,")
class EntityChangesTest extends EntityChangesSuite {
    EntityChangesTest() {
        super(TestDatabase.H2);
    }
}
