package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.it.wrong.TwiceController;
import io.sockee.it.wrong.UnboundController;
import io.sockee.it.wrong.UnmarkedController;
import io.sockee.it.wrong.VetoedController;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications that cannot be: the server says so when they are deployed, and where. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A deployment fails")
class DeploymentErrorsIT {

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "twice", managed = false, testable = false)
    static WebArchive twice() {
        return war("twice.war").addClass(TwiceController.class);
    }

    @Deployment(name = "unbound", managed = false, testable = false)
    static WebArchive unbound() {
        return war("unbound.war").addClass(UnboundController.class);
    }

    @Deployment(name = "forgotten", managed = false, testable = false)
    static WebArchive forgotten() {
        return war("forgotten.war").addClasses(UnmarkedController.class, VetoedController.class);
    }

    @Deployment(name = "sourceless", managed = false, testable = false)
    static WebArchive sourceless() {
        return Deployments.boundTo("jdbc/absent", war("sourceless.war"));
    }

    private static WebArchive war(String name) {
        return ShrinkWrap.create(WebArchive.class, name).merge(Deployments.war(Map.of()));
    }

    @Test
    @DisplayName("when two methods answer one event, and names both")
    void twoMethods() {
        assertFails("twice", "say", "TwiceController.first", "TwiceController.second");
    }

    @Test
    @DisplayName("when a parameter's type can be made of no JSON, and names the method, the parameter and the type")
    void unboundParameter() {
        assertFails("unbound", "UnboundController.say", "thread", "Thread");
    }

    @Test
    @DisplayName(
            "when a class has methods of controllers and is none, or is a controller and no bean, and names them all")
    void forgottenControllers() {
        assertFails(
                "forgotten",
                "UnmarkedController.say has @On, but its class is no @Controller",
                "VetoedController is a @Controller, but no bean",
                "@Vetoed");
    }

    @Test
    @DisplayName("when the data source that it is bound to is not on the server, and names it")
    void noDataSource() {
        assertFails("sourceless", ServerLog.isLiberty() ? "jdbc/absent" : "jdbc.absent");
    }

    /** The container adapter of Open Liberty does not notice that an application has failed: no need to wait for it. */
    private void assertFails(String deployment, String... words) {
        Thread deploying = Thread.currentThread();
        CompletableFuture<Void> said = CompletableFuture.runAsync(() -> {
            ServerLog.until(1, words);
            ServerLog.until(1, deployment, ServerLog.isLiberty() ? "CWWKZ0012I" : "WFLYCTL");
            deploying.interrupt();
        });
        assertThatThrownBy(() -> deployer.deploy(deployment)).isNotNull();
        said.join();
        boolean unused = Thread.interrupted();
    }
}
