package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chat of the guide, stopped and started again. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("The chat of the guide, when it is started again,")
class ChatRestartIT {
    private static final String APPLICATION = "chat";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive war() {
        return ExampleBuild.war("chat");
    }

    @Test
    @DisplayName("has the users and the messages that it had")
    void outlasts() {
        deployer.deploy(APPLICATION);
        try (ChatClient otto = ChatClient.registered("chatOtto")) {
            otto.join("cellar");
            otto.say("cellar", "keep this");
        } finally {
            deployer.undeploy(APPLICATION);
        }
        deployer.deploy(APPLICATION);
        try (ChatClient otto = new ChatClient()) {
            assertThat(otto.auth("login", "chatOtto")).startsWith("{'ok':true,");
            assertThat(otto.call("['join','cellar']")).contains("'author':'chatOtto','text':'keep this'");
        } finally {
            deployer.undeploy(APPLICATION);
        }
    }
}
