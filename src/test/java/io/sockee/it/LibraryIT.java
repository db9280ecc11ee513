package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application of its own: its controllers in its classes, Sockee as a jar among its libraries. It has no users and no
 * sites, and none of the libraries that these need.
 */
@ExtendWith(ArquillianExtension.class)
class LibraryIT {
    /** What stays of the libraries: names begin so. */
    private static final Pattern NEEDED =
            Pattern.compile("/WEB-INF/lib/(jackson-|jspecify-|caffeine-|sockee-).*\\.jar");

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = Deployments.war(Map.of());
        for (ArchivePath path : war.getContent(LibraryIT::isSockees).keySet()) {
            war.delete(path);
        }
        for (String descriptor : List.of("web.xml", "ibm-web-bnd.xml")) { // the data source
            war.delete("/WEB-INF/" + descriptor);
        }
        return war.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/</context-root></jboss-web>"), "jboss-web.xml")
                .addAsLibrary(classes())
                .addPackage("io.sockee.it.app");
    }

    private static File classes() {
        return new File(new File(System.getProperty("sockee.war")).getParentFile(), "sockee-classes.jar");
    }

    private static boolean isSockees(ArchivePath path) {
        return path.get().startsWith("/WEB-INF/classes/io")
                || path.get().endsWith(".jar") && !NEEDED.matcher(path.get()).matches()
                || path.get().startsWith("/WEB-INF/classes/META-INF/services")
                || path.get().equals("/WEB-INF/classes/META-INF/beans.xml");
    }

    @Test
    @DisplayName("nothing of the demo is in the jar, of its tables neither, nor of the test kit")
    void noDemo() throws IOException {
        try (JarFile jar = new JarFile(classes())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains("io/sockee/sql/h2/V1__users_and_keys.sql")
                    .noneMatch(name -> name.contains("/demo/") && !name.endsWith("/"))
                    .noneMatch(name -> name.contains("/testkit/") || name.contains("MemoryEntities"));
        }
    }

    @Test
    @DisplayName("its controllers answer, and the client's files come out of the jar")
    void answers() {
        try (EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
            socket.send("40/test,{\"name\":\"n\"}");
            assertThat(socket.next()).startsWith("40/test,{\"sid\":");
            assertThat(socket.next()).isEqualTo("42/test,[\"welcome\",\"n\"]");
            assertThat(socket.send("42/test,1[\"later\",\"x\"]").next())
                    .isEqualTo("43/test,1[{\"ok\":true,\"err\":false,\"res\":\"later x\"}]");
        }
        assertThat(Deployments.base().resolve("/socket.io/socket.io.min.js"))
                .satisfies(uri ->
                        assertThat(uri.toURL().openStream().readAllBytes()).hasSizeGreaterThan(40_000));
    }

    @Test
    @DisplayName("is ready without a database, and says nothing of one")
    void ready() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve("/sockee/health/ready"))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"started\",\"status\":\"UP\"},"
                        + "{\"name\":\"controllers\",\"status\":\"UP\"}]}");
    }
}
