package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.servers.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application of the guide's first page on a server that is configured as its own: with less than those of other tests. */
@Tag("own-servers")
@Tag("once-on-liberty")
@DisplayName("The guide's first application, on the server of its own configuration,")
class HelloServerIT {

    @Test
    @DisplayName("starts without a database, and serves its page and its client")
    void starts() throws IOException, InterruptedException {
        Path war = Files.createTempFile("hello", ".war");
        ExampleBuild.war("hello").as(ZipExporter.class).exportTo(war.toFile(), true);
        try (ServerProcess server = ServerProcess.in("hello", war)) {
            Path configured = server.folder().resolve("servers/sockee");
            Files.move(configured.resolve("apps/sockee.war"), configured.resolve("apps/hello.war"));
            Files.copy(
                    Snippets.example("hello").resolve("src/main/liberty/config/server.xml"),
                    configured.resolve("server.xml"),
                    StandardCopyOption.REPLACE_EXISTING);
            server.start();
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.base()).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("/socket.io/socket.io.min.js");
            assertThat(server.logged("has not started")).isEmpty();
        } finally {
            Files.delete(war);
        }
    }
}
