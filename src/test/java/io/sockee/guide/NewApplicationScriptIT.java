package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two ways to a new application: the script and the archetype. */
@Tag("no-server")
class NewApplicationScriptIT {

    @Test
    @DisplayName("the archetype makes what the script makes, file by file")
    void archetype(@TempDir Path folder) throws IOException {
        Path built = ExampleBuild.built();
        String version = Files.readString(built.resolve("archetype/pom.xml"))
                .replaceFirst("(?s).*?<artifactId>sockee-archetype</artifactId>\\s*<version>([^<]+)<.*", "$1");
        Path installed = Files.createDirectories(
                built.resolve("repository/io/sockee/sockee-archetype").resolve(version));
        String name = "sockee-archetype-" + version;
        Files.copy(
                built.resolve("archetype/target/" + name + ".jar"),
                installed.resolve(name + ".jar"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                built.resolve("archetype/pom.xml"),
                installed.resolve(name + ".pom"),
                StandardCopyOption.REPLACE_EXISTING);

        Path script = folder.resolve("script");
        ExampleBuild.generate(script);
        ExampleBuild.maven(
                "archetype",
                "--non-recursive",
                "org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate",
                "-DarchetypeCatalog=internal",
                "-DarchetypeGroupId=io.sockee",
                "-DarchetypeArtifactId=sockee-archetype",
                "-DarchetypeVersion=" + version,
                "-DgroupId=" + ExampleBuild.NEW_APPLICATION_GROUP,
                "-DartifactId=" + ExampleBuild.NEW_APPLICATION,
                "-DoutputDirectory=" + folder);

        assertThat(texts(folder.resolve(ExampleBuild.NEW_APPLICATION))).isEqualTo(texts(script));
    }

    @ParameterizedTest
    @CsvSource({
        "Com.Example, shop, no name of a package",
        "com.new, shop, \"new\" is a word of Java",
        "com.example, Shop, no name that fits everywhere",
        "com.example, ../shop, no name that fits everywhere",
        "com.example, s/shop, no name that fits everywhere",
    })
    @DisplayName("names that would not do are refused, with a reason, and nothing is made")
    void names(String group, String artifact, String reason, @TempDir Path folder) throws Exception {
        assertThat(refusal(group, artifact, folder.resolve("made").toString())).contains(reason);
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    @DisplayName("a folder that is not empty is left alone")
    void folder(@TempDir Path folder) throws Exception {
        Path own = Files.writeString(folder.resolve("pom.xml"), "mine");
        assertThat(refusal("com.example", "shop", folder.toString())).contains("is not empty");
        assertThat(own).hasContent("mine");
        assertThat(refusal("com.example", "shop", own.toString())).contains("is a file");
    }

    @Test
    @DisplayName("who does not know how is told")
    void usage() throws Exception {
        assertThat(refusal("com.example")).contains("say a group id, an artifact id");
    }

    private static String refusal(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Snippets.basedir()
                .resolve("scripts/new-application.sh")
                .toAbsolutePath()
                .toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        return said;
    }

    /** The files of a folder by name, without what a build has made. */
    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : ExampleBuild.files(folder)) {
            texts.put(folder.relativize(file).toString(), text(file));
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
