package io.sockee.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.http.HealthCheck;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the Containerfiles without building images; {@code ContainerIT} starts what they describe. */
@Tag("any-jdk")
class ContainerfileTest {
    private static final Path FOLDER = Path.of("deploy", "container");
    private static final Map<String, String> VERSIONS =
            Map.of("LIBERTY_VERSION", "version.liberty", "WILDFLY_VERSION", "version.wildfly");

    private static String pom(String property) throws IOException {
        Matcher matcher = Pattern.compile("<" + property + ">([^<]+)</" + property + ">")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(matcher.find()).as(property).isTrue();
        return matcher.group(1);
    }

    private static Containerfile read(String server) throws IOException {
        return Containerfile.read(FOLDER.resolve("Containerfile." + server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "wildfly"})
    void copiesWhatIsThereOrIsBuilt(String server) throws IOException {
        Set<String> built = Set.of(
                "target/" + pom("finalName") + ".war",
                "target/servers/wlp",
                "target/servers/drivers",
                "target/servers/wildfly-" + pom("version.wildfly"),
                "target/wildfly");
        assertThat(pom("servers.directory")).endsWith("/target/servers");
        assertThat(pom("drivers.directory")).endsWith("/drivers");
        assertThat(pom("wildfly.base")).endsWith("/wildfly");
        assertThat(read(server).copies()).hasSizeGreaterThan(2).allSatisfy(copy -> {
            for (String source : copy.subList(0, copy.size() - 1)) {
                assertThat(built.contains(source) || Files.exists(Path.of(source)))
                        .as(source)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "wildfly"})
    void hasTheVersionsOfThePom(String server) throws IOException {
        Containerfile file = read(server);
        assertThat(file.arguments()).isNotEmpty();
        for (Map.Entry<String, String> argument : file.arguments().entrySet()) {
            assertThat(argument.getValue()).isEqualTo(pom(VERSIONS.get(argument.getKey())));
        }
        assertThat(file.all("FROM"))
                .singleElement()
                .satisfies(image -> assertThat(image)
                        .matches("[\\w./-]+:" + pom("maven.compiler.release") + "-[\\w.-]+")
                        .doesNotContain("latest"));
    }

    @Test
    void operationsNameTheVersionsOfThePom() throws IOException {
        assertThat(Path.of("docs/operations.md"))
                .content()
                .contains("The build and its tests have Open Liberty " + pom("version.liberty") + " and WildFly "
                        + pom("version.wildfly") + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"liberty", "wildfly"})
    void runsAsNobodyInParticularAndSaysHowItIs(String server) throws IOException {
        Containerfile file = read(server);
        assertThat(file.all("USER"))
                .singleElement()
                .satisfies(user -> assertThat(user).matches("[1-9]\\d{3,}"));
        List<String> names = file.instructions().stream()
                .map(Containerfile.Instruction::name)
                .toList();
        assertThat(names.subList(names.indexOf("USER"), names.size()))
                .as("nothing is built or copied as that user")
                .doesNotContain("RUN", "COPY")
                .containsOnlyOnce("CMD", "HEALTHCHECK");
        assertThat(names).doesNotContain("ADD");
        assertThat(file.command("HEALTHCHECK")).containsExactly("/opt/healthcheck.sh");
        assertThat(file.all("EXPOSE")).containsExactly(file.environment().get("SOCKEE_HTTP_PORT"));
    }

    /** Whatever {@code sockee.engine.paths} is, and whether or not client files are served. */
    @Test
    void isAskedForWhatIsThereAtAnySetting() throws IOException {
        String path = HealthCheck.class.getAnnotation(WebServlet.class).value()[0];
        assertThat(Files.readString(Path.of("deploy/healthcheck.sh"))).contains("'HEAD " + path + " HTTP/1.1");
        assertThat(Files.readString(Path.of("deploy/haproxy/sockee.cfg")))
                .contains("http-check send meth HEAD uri " + path + " ver HTTP/1.1");
    }

    @Test
    void isOfTheProductionProfile() throws IOException {
        for (String server : List.of("liberty", "wildfly")) {
            assertThat(Files.readString(FOLDER.resolve("Containerfile." + server)))
                    .doesNotContain("jvm.options", "sockee.profile", "SOCKEE_PROFILE");
        }
    }
}
