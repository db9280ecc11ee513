package io.sockee.it;

import io.sockee.databases.TestDatabase;
import io.sockee.deployments.SharedDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@SharedDeployment(PushSites.DEPLOYMENT)
@DisplayName("Durable delivery")
class PushDeliveryIT extends PushDeliverySuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.war(TestDatabase.H2);
    }
}
