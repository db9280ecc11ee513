package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The poms that applications begin with: the archetype's, which the script copies too, and those of the examples. */
class ApplicationPomsTest {

    static List<Path> poms() throws IOException {
        Path made = Snippets.basedir().resolve("archetype/src/main/resources/archetype-resources");
        return Stream.concat(Stream.of(made), Snippets.examples().stream().map(Snippets::example))
                .map(folder -> folder.resolve("pom.xml"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("poms")
    @DisplayName("have javac run Sockee's processor where it has to be asked, and do not ask where it may not know how")
    void processors(Path pom) throws IOException {
        String text = Files.readString(pom).replaceAll("\\s", "");
        assertThat(text)
                .contains("<activation><jdk>[23,)</jdk></activation>"
                        + "<properties><maven.compiler.proc>full</maven.compiler.proc></properties>")
                .doesNotContain("-proc:", "<proc>", "annotationProcessorPaths");
    }
}
