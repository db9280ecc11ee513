package io.sockee.guide;

import io.sockee.servers.Exclusively;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An example application as somebody builds it who has copied its folder: by its own pom and with its own tests, outside of
 * this project, with Sockee's classes as they were just built.
 */
final class ExampleBuild {
    private static final Path TARGET = Snippets.basedir().resolve("target");
    private static final Path CLASSES = TARGET.resolve("sockee-classes.jar");
    private static final Path TEST_KIT = TARGET.resolve("sockee-testkit.jar");
    private static final Path BUILDS = TARGET.resolve("examples");
    private static final int MINUTES = 8;

    private ExampleBuild() {}

    /** Builds it, unless the tests on the other server have done so, and returns what is to be deployed. */
    static WebArchive war(String example) {
        Path war = Exclusively.in(BUILDS, () -> built(example));
        return ShrinkWrap.create(ZipImporter.class, example + ".war")
                .importFrom(war.toFile())
                .as(WebArchive.class);
    }

    private static Path built(String example) {
        Path sources = Snippets.example(example);
        Path copy = BUILDS.resolve(example);
        Path war = copy.resolve("target").resolve(example + ".war");
        try {
            if (!Files.exists(war)
                    || isOlder(war, CLASSES)
                    || files(sources).stream().anyMatch(f -> isOlder(war, f))) {
                delete(copy);
                for (Path file : files(sources)) {
                    Path to = copy.resolve(sources.relativize(file));
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
                build(copy, repository());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).startsWith("target"))
                    .toList();
        }
    }

    private static boolean isOlder(Path file, Path than) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /**
     * A local repository that is the user's own by symbolic links, but for Sockee, which is installed in it: nothing is
     * fetched twice, and the user's stays as it is.
     */
    private static Path repository() throws IOException {
        Path own = Path.of(System.getProperty("it.local.repository"));
        Path made = BUILDS.resolve("repository");
        link(own, made, "io");
        link(own.resolve("io"), made.resolve("io"), "sockee");
        String pom = Files.readString(Snippets.basedir().resolve("pom.xml"));
        String version = pom.replaceFirst("(?s).*?<artifactId>sockee</artifactId>\\s*<version>([^<]+)<.*", "$1");
        Path installed =
                Files.createDirectories(made.resolve("io/sockee/sockee").resolve(version));
        Files.writeString(installed.resolve("sockee-" + version + ".pom"), pom);
        for (Path jar : List.of(CLASSES, TEST_KIT)) {
            String classifier = jar.getFileName().toString().replace("sockee", "");
            Files.copy(jar, installed.resolve("sockee-" + version + classifier), StandardCopyOption.REPLACE_EXISTING);
        }
        return made;
    }

    /** Links to everything in a folder but one. */
    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path entry : all.toList()) {
                Path link = to.resolve(entry.getFileName());
                if (!entry.endsWith(except) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, entry.toAbsolutePath());
                }
            }
        }
    }

    private static void build(Path folder, Path repository) throws IOException {
        Path log = BUILDS.resolve(folder.getFileName() + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "-B", "package"));
        command.add("-Dmaven.repo.local=" + repository.toAbsolutePath());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("The build of " + folder + " takes more than " + MINUTES + " minutes.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new AssertionError("The build of " + folder + " failed:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size())));
        }
    }
}
