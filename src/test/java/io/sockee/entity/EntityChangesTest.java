package io.sockee.entity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.PublishChanges;
import io.sockee.databases.TestDatabase;
import io.sockee.routing.DeploymentException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of entities in H2,")
class EntityChangesTest extends EntityChangesSuite {
    EntityChangesTest() {
        super(TestDatabase.H2);
    }

    @Entity
    @PublishChanges(to = "crate-{number}")
    static class Crate {
        @Id
        long id;

        int weight;
    }

    @Test
    @DisplayName("those whose rooms cannot be named keep their unit from being opened")
    void wrong() {
        Configuration configuration = new Configuration();
        configuration
                .getProperties()
                .put("hibernate.connection.datasource", TestDatabase.H2.create().source());
        configuration.addAnnotatedClass(Crate.class);
        assertThatThrownBy(configuration::buildSessionFactory)
                .isInstanceOf(DeploymentException.class)
                .hasMessage(Crate.class.getName()
                        + " has @PublishChanges: 'crate-{number}' names the property 'number', which "
                        + Crate.class.getName() + " does not have; it has id, weight.");
    }
}
