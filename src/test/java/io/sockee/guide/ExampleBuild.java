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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The example applications, and one that the script makes, as somebody builds them who has copied their folders: by their own
 * poms and with their own tests, outside of this project, with Sockee's classes as they were just built. One Maven builds all
 * of them, since most of what a build takes is Maven's start.
 */
final class ExampleBuild {
    /** The name of the application that {@code scripts/new-application.sh} makes, in the package {@code com.example.made}. */
    static final String NEW_APPLICATION = "new-application";

    static final String NEW_APPLICATION_GROUP = "com.example.made";

    private static final Path TARGET = Snippets.basedir().resolve("target");
    private static final Path CLASSES = TARGET.resolve("sockee-classes.jar");
    private static final Path TEST_KIT = TARGET.resolve("sockee-testkit.jar");
    private static final Path BUILDS = TARGET.resolve("examples");
    private static final Path DONE = BUILDS.resolve("done");
    private static final Path ARCHETYPE = Snippets.basedir().resolve("archetype");
    private static final Path SCRIPT = Snippets.basedir().resolve("scripts/new-application.sh");
    private static final int MINUTES = 8;

    private ExampleBuild() {}

    /** Builds it, unless the tests on the other server have done so, and returns what is to be deployed. */
    static WebArchive war(String example) {
        Path war = built().resolve(example).resolve("target").resolve(example + ".war");
        return ShrinkWrap.create(ZipImporter.class, example + ".war")
                .importFrom(war.toFile())
                .as(WebArchive.class);
    }

    /** Builds all, unless that has been done, and returns the folder in which there is a folder of each. */
    static Path built() {
        return Exclusively.in(BUILDS, () -> {
            try {
                if (!Files.exists(DONE) || !isNewest(DONE)) {
                    buildAll();
                    Files.writeString(DONE, "");
                }
                return BUILDS;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static boolean isNewest(Path done) throws IOException {
        List<Path> from = new ArrayList<>(files(Snippets.example("")));
        from.addAll(files(ARCHETYPE));
        from.addAll(files(Snippets.basedir().resolve(Snippets.NEWCOMER)));
        from.addAll(List.of(SCRIPT, CLASSES, TEST_KIT));
        return from.stream().noneMatch(file -> isOlder(done, file));
    }

    private static void buildAll() throws IOException {
        List<String> modules = new ArrayList<>(Snippets.examples());
        for (String example : modules) {
            copy(Snippets.example(example), BUILDS.resolve(example));
        }
        copy(ARCHETYPE, BUILDS.resolve("archetype"));
        delete(BUILDS.resolve(NEW_APPLICATION));
        generate(BUILDS.resolve(NEW_APPLICATION));
        addWhatTheGuideAdds();
        modules.addAll(List.of("archetype", NEW_APPLICATION));
        Files.writeString(
                BUILDS.resolve("pom.xml"),
                modules.stream()
                        .collect(Collectors.joining("</module><module>", """
                                <project>
                                  <modelVersion>4.0.0</modelVersion>
                                  <groupId>com.example</groupId>
                                  <artifactId>examples</artifactId>
                                  <version>1</version>
                                  <packaging>pom</packaging>
                                  <modules><module>""", "</module></modules>\n</project>\n")));
        maven("build", "package");
    }

    /** Has the script make an application. */
    static void generate(Path folder) throws IOException {
        run(
                BUILDS,
                "script",
                SCRIPT.toAbsolutePath().toString(),
                NEW_APPLICATION_GROUP,
                NEW_APPLICATION,
                folder.toAbsolutePath().toString());
    }

    /** The files that the page {@code ten-minutes.md} has its readers make. */
    private static void addWhatTheGuideAdds() throws IOException {
        for (String file : List.of("src/main/java/Greetings.java", "src/test/java/GreetingsTest.java")) {
            Path path = Path.of(file);
            String source = Files.readString(
                    Snippets.basedir().resolve(Snippets.NEWCOMER).resolve(path.getFileName()));
            Path to = BUILDS.resolve(NEW_APPLICATION)
                    .resolve(path.getParent())
                    .resolve(NEW_APPLICATION_GROUP.replace('.', '/'))
                    .resolve(path.getFileName());
            Files.writeString(to, source.replace("package com.example;", "package " + NEW_APPLICATION_GROUP + ";"));
        }
    }

    /** Runs Maven in the folder of all builds, with the repository that has Sockee. */
    static void maven(String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        command.add("-B");
        command.add("-Dmaven.repo.local=" + repository().toAbsolutePath());
        command.addAll(List.of(arguments));
        run(BUILDS, log, command.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        delete(to);
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** The files of a folder, without what a build has put there. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).toString().matches("([^/]+/)?target/.*"))
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

    /** Runs a command, and fails with the end of what it said when it fails. */
    private static void run(Path folder, String name, String... command) throws IOException {
        Path log = BUILDS.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(String.join(" ", command) + " takes more than " + MINUTES + " minutes.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new AssertionError(String.join(" ", command) + " failed:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size())));
        }
    }
}
