package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.Deployments;
import io.sockee.push.WebsiteServer;
import io.sockee.spec.clients.NodeClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page about pushing: its sites, its client, and its ways to send. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("What the guide says of pushing")
class GuidePushIT {
    private static final Path FOLDER = Snippets.basedir().resolve("src/test/js/guide");
    private static final WebsiteServer WEBSITE = new WebsiteServer();

    @Deployment(testable = false)
    static WebArchive war() {
        try {
            String sites =
                    Files.readString(FOLDER.resolve("sites.yml")).replace("https://shop.example", WEBSITE.url(""));
            Path file = Files.createTempFile("sites", ".yml");
            file.toFile().deleteOnExit();
            Files.writeString(file, sites);
            return Deployments.war(Map.of("sockee.profile", "dev", "sockee.sites.file", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        WEBSITE.close();
    }

    @Test
    @DisplayName("a website sends by Node, and its client gets it")
    void node() throws JSONException {
        NodeClients.install();
        WEBSITE.page(200, "[\"user_8\",\"staff\"]");
        String lines = NodeClients.run(
                        "guide-push", "guide/run.js", List.of(Deployments.base().toString(), "push"))
                .getJSONArray("lines")
                .toString();
        assertThat(lines).contains("[200,\"OK\"]").contains("[\"update_store\",\"user\",{");
    }

    @Test
    @DisplayName("a website sends by curl")
    void curl() throws Exception {
        String base = Deployments.base().toString();
        ProcessBuilder command =
                new ProcessBuilder("sh", FOLDER.resolve("send.sh").toString());
        command.environment().put("SERVER", base.substring(0, base.length() - 1));
        command.environment().put("SHOP_KEY", "the key of the shop");
        Process curl = command.start();
        assertThat(curl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(curl.getInputStream().readAllBytes())).isEqualTo("OK");
    }
}
