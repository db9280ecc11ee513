package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.Deployments;
import io.sockee.spec.clients.NodeClients;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application of the guide's first page, as its own build makes it: {@code examples/hello}. */
@ExtendWith(ArquillianExtension.class)
class HelloExampleIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleBuild.war("hello");
    }

    @Test
    @DisplayName("its page talks to its controller")
    void page() throws JSONException {
        NodeClients.install();
        JSONArray lines = NodeClients.run(
                        "guide-page", "guide/run.js", List.of(Deployments.base().toString(), "/"))
                .getJSONArray("lines");
        assertThat(lines.length()).isEqualTo(2);
        assertThat(lines.toString()).contains("[\"heard\",\"hello\"]");
        JSONArray answered = lines.getJSONArray(0).length() == 1 ? lines.getJSONArray(0) : lines.getJSONArray(1);
        assertThat(Instant.parse(answered.getString(0))).isBefore(Instant.now().plusSeconds(5));
    }
}
