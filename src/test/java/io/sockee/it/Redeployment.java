package io.sockee.it;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys an application when the test wants it, and more than once. */
@ExtendWith(ArquillianExtension.class)
abstract class Redeployment {
    /** The name of the deployment. */
    static final String APPLICATION = "again";

    @ArquillianResource
    private Deployer deployer;

    private boolean deployed;

    final void deploy() {
        deployer.deploy(APPLICATION);
        deployed = true;
    }

    final void undeploy() {
        deployed = false;
        deployer.undeploy(APPLICATION);
    }

    @AfterEach
    final void leaveNothing() {
        if (deployed) {
            undeploy();
        }
    }
}
