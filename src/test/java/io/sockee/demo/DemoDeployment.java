package io.sockee.demo;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The demo as it is in development. */
abstract class DemoDeployment extends DemoCase {

    @Deployment(testable = false)
    static WebArchive war() {
        return war(new String[0]);
    }
}
