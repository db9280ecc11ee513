package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide and the README show is what is compiled and run: the very text of it. */
@Tag("any-jdk")
class GuideTest {
    private static final Path GUIDE = Snippets.basedir().resolve("docs/guide");
    private static final Path README = Snippets.basedir().resolve("README.md");
    private static final Pattern NAMED = Pattern.compile("<!-- snippet: (\\S+) -->");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");

    /** Commands are shown as they are typed; these were tried by hand, and are to be again when they change. */
    private static final Set<String> COMMANDS = Set.of(
            "mvn install -DskipTests -DskipITs",
            "mvn package liberty:run",
            "mvn -Pwildfly package wildfly:run",
            "mvn test",
            "mvn install -DskipTests -DskipITs\nscripts/new-application.sh com.example shop",
            "mvn install -DskipTests -DskipITs\nscripts/new-application.sh com.example shop\ncd ../shop",
            "mvn -f archetype install\nmvn archetype:generate -DinteractiveMode=false -DarchetypeGroupId=io.sockee"
                    + " -DarchetypeArtifactId=sockee-archetype -DarchetypeVersion=0.1.0-SNAPSHOT -DgroupId=com.example"
                    + " -DartifactId=shop");

    private static final List<String> ARTIFACTS = List.of(
            "weld-se-core",
            "hibernate-validator",
            "expressly",
            "hibernate-core",
            "flyway-core",
            "bcprov-jdk18on",
            "h2",
            "maven-war-plugin",
            "liberty-maven-plugin",
            "wildfly-maven-plugin");

    /** What new applications are made from. */
    private static final String TEMPLATE = "archetype/src/main/resources/archetype-resources";

    private static final Snippets SNIPPETS = Snippets.read();

    /**
     * A fenced block.
     *
     * @param where file and line
     * @param snippet what the comment before it names; empty when there is none
     */
    record Block(String where, String language, String snippet, String text) {
        @Override
        public String toString() {
            return where + " " + snippet;
        }
    }

    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>(blocks(README).stream()
                .filter(block -> Set.of("java", "js", "javascript", "html").contains(block.language()))
                .toList());
        for (Path page : pages()) {
            blocks.addAll(blocks(page));
        }
        return blocks;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Block> blocks(Path page) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Snippets.lines(page);
        String snippet = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("```")) {
                int from = i + 1;
                for (i++; !lines.get(i).strip().equals("```"); i++) {
                    // to its end
                }
                String where = page.getFileName() + ":" + from;
                blocks.add(new Block(where, line.substring(3), snippet, Snippets.normalised(lines.subList(from, i))));
                snippet = "";
            } else if (!line.isEmpty()) {
                Matcher named = NAMED.matcher(line);
                snippet = named.matches() ? named.group(1) : "";
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("blocks")
    @DisplayName("each block is the text of its region")
    void isCompiledAndRun(Block block) {
        if (block.snippet().isEmpty()) {
            if (!block.language().equals("sh") || !COMMANDS.contains(block.text())) {
                fail(block.where() + " names no snippet, and is no command that somebody has tried");
            }
            return;
        }
        assertThat(block.text()).as(block.where()).isEqualTo(SNIPPETS.text(block.snippet()));
        assertThat(block.snippet().replaceFirst("#.*", ""))
                .as("the language of " + block.where())
                .endsWith("." + block.language());
    }

    @Test
    @DisplayName("each region is shown somewhere")
    void noRegionIsLeftOver() throws IOException {
        Set<String> unused = new TreeSet<>(SNIPPETS.regions());
        blocks().forEach(block -> unused.remove(block.snippet()));
        assertThat(unused).isEmpty();
    }

    @Test
    @DisplayName("each page is in the index, and links lead somewhere")
    void links() throws IOException {
        String index = Files.readString(GUIDE.resolve("README.md"));
        for (Path page : pages()) {
            String name = page.getFileName().toString();
            if (!name.equals("README.md")) {
                assertThat(index).contains("](" + name + ")");
            }
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : GUIDE.resolve(link.group(1));
                assertThat(target).as("a link in " + name).exists();
                if (link.group(2) != null) {
                    assertThat(headings(target)).as("a link in " + name).contains(link.group(2));
                }
            }
        }
    }

    /** The headings of a page, as they are written in links. */
    private static List<String> headings(Path page) {
        return Snippets.lines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .toList();
    }

    static List<String> examples() {
        return Stream.concat(Snippets.examples().stream(), Stream.of(TEMPLATE)).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("an example has the versions that Sockee is built with, and its XML is well-formed")
    void xml(String name) throws Exception {
        String build = Files.readString(Snippets.basedir().resolve("pom.xml"));
        Path folder = name.equals(TEMPLATE) ? Snippets.basedir().resolve(TEMPLATE) : Snippets.example(name);
        String example = Files.readString(folder.resolve("pom.xml"));
        for (String artifact : ARTIFACTS) {
            if (example.contains(">" + artifact + "<")) {
                assertThat(versions(artifact, example)).as(artifact).isEqualTo(versions(artifact, build));
            }
        }
        assertThat(versions("sockee", example)).isEqualTo(versions("sockee", build));
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            }
        }
    }

    @Test
    @DisplayName("the server of the chat has what Sockee's has")
    void features() throws IOException {
        Path sockee = Snippets.basedir().resolve("src/main/liberty/config/platform.xml");
        Path chat = Snippets.example("chat").resolve("src/main/liberty/config/server.xml");
        assertThat(features(chat)).isNotEmpty().containsExactlyElementsOf(features(sockee));
    }

    private static List<String> features(Path configuration) {
        return Snippets.lines(configuration).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("<feature>"))
                .toList();
    }

    /** The versions of an artifact in a build, of which there is to be one. */
    private static Set<String> versions(String artifact, String build) {
        Matcher matcher = Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)<")
                .matcher(build);
        Set<String> versions = new TreeSet<>();
        while (matcher.find()) {
            versions.add(value(matcher.group(1), build));
        }
        assertThat(versions).as("versions of " + artifact).hasSize(1);
        return versions;
    }

    /** What a property of a build stands for; anything else stands for itself. */
    private static String value(String text, String build) {
        if (!text.startsWith("${")) {
            return text;
        }
        String name = text.substring(2, text.length() - 1);
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(build);
        assertThat(property.find()).as(text).isTrue();
        return property.group(1);
    }
}
