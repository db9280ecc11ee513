package io.sockee.it;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.HostileInputSuite;
import io.sockee.spec.SockJsBridgeSuite;
import io.sockee.spec.clients.BridgeBrowserSuite;
import io.sockee.spec.clients.BridgeClientsSuite;
import io.sockee.spec.clients.FarewellSuite;
import io.sockee.spec.clients.JavaClientSuite;
import io.sockee.spec.clients.JavaScriptClientSuite;
import io.sockee.spec.clients.OldJavaClientSuite;
import io.sockee.spec.clients.OldJavaScriptClientSuite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official clients, and attackers whose victims shall be seen to suffer, with timings that all can keep. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
class PatientHeartbeatIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @Nested
    class HostileInput extends HostileInputSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class Farewell extends FarewellSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class Bridge extends SockJsBridgeSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class BridgeBrowser extends BridgeBrowserSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class BridgeClients extends BridgeClientsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class Java extends JavaClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class OldJava extends OldJavaClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class OldJavaScript extends OldJavaScriptClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class JavaScript extends JavaScriptClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }
}
