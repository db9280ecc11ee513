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

@Tag("once-on-liberty")
@NeedsDatabase(TestDatabase.MARIADB)
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(PushSites.DEPLOYMENT + ", on MariaDB")
@DisplayName("Durable delivery, on MariaDB")
class PushDeliveryMariaDbIT extends PushDeliverySuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.withUsers(TestDatabase.MARIADB);
    }
}
