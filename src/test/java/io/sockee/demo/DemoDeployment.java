package io.sockee.demo;

import io.sockee.deployments.SharedDeployment;
import io.sockee.it.AdminLogins;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The demo as it is in development. */
@SharedDeployment("the demo")
abstract class DemoDeployment extends DemoCase {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(
                "sockee.admin.mode=development",
                "sockee.admin.username=" + AdminLogins.NAME,
                "sockee.admin.password=" + AdminLogins.HASH);
    }
}
