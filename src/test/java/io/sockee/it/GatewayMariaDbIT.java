package io.sockee.it;

import io.sockee.databases.TestDatabase;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@DisplayName("The push gateway, on MariaDB")
class GatewayMariaDbIT extends GatewaySuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(TestDatabase.MARIADB);
    }
}
