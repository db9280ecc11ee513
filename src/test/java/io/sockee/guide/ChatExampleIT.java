package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.chat.ChatController;
import io.sockee.it.Deployments;
import io.sockee.spec.clients.NodeClients;
import java.io.File;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONArray;
import org.json.JSONException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application of the guide's first page, as its own build makes it: {@code examples/chat}. */
@ExtendWith(ArquillianExtension.class)
class ChatExampleIT {

    @Deployment(testable = false)
    static WebArchive war() {
        File sockee = new File(System.getProperty("sockee.war"));
        WebArchive war = ShrinkWrap.create(ExplodedImporter.class, "sockee-test.war")
                .importDirectory(Snippets.basedir()
                        .resolve("examples/chat/src/main/webapp")
                        .toFile())
                .as(WebArchive.class)
                .addPackage(ChatController.class.getPackage())
                .addAsLibrary(new File(sockee.getParentFile(), "sockee-classes.jar"));
        war.deleteClass("com.example.chat.ChatControllerTest");
        GenericArchive libraries =
                ShrinkWrap.create(ZipImporter.class).importFrom(sockee).as(GenericArchive.class);
        for (ArchivePath path : libraries
                .getContent(p -> p.get().startsWith("/WEB-INF/lib/") && p.get().endsWith(".jar"))
                .keySet()) {
            war.add(libraries.get(path).getAsset(), path);
        }
        return war;
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
