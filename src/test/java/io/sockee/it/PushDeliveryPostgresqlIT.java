package io.sockee.it;

import io.sockee.databases.NeedsDatabase;
import io.sockee.databases.TestDatabase;
import io.sockee.deployments.SharedDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("once-on-wildfly")
@NeedsDatabase(TestDatabase.POSTGRESQL)
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(PushSites.DEPLOYMENT + ", on PostgreSQL")
@DisplayName("Durable delivery, on PostgreSQL")
class PushDeliveryPostgresqlIT extends PushDeliverySuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.withUsers(TestDatabase.POSTGRESQL);
    }
}
