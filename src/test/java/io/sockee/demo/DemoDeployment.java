package io.sockee.demo;

import io.sockee.deployments.SharedDeployment;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The demo as it is in development. */
@SharedDeployment("the demo")
abstract class DemoDeployment extends DemoCase {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(new String[0]);
    }
}
