package io.sockee.load.compare;

import io.sockee.load.Target.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that takes part. Those of a {@linkplain #isVariant variant} only where they are named.
 *
 * @param name as it is asked for and shown
 * @param process the name of what runs; peers with the same one share a process, which speaks several protocols
 * @param protocol what it speaks
 * @param path where, as {@link io.sockee.load.Target} has it
 * @param folder where its commands run
 * @param needs a folder without which it does not take part, and why it may not be there; empty where nothing is needed
 * @param build what is run first, or nothing
 * @param start what runs as long as it is measured; {@code PORT} in it is the port
 * @param environment of it; {@code PORT} likewise
 */
record Peer(
        String name,
        String process,
        Protocol protocol,
        String path,
        Path folder,
        Map<Path, String> needs,
        List<String> build,
        List<String> start,
        Map<String, String> environment) {

    /** What a user can switch on, by the end of the peer's name, and the setting of Sockee that does. */
    private static final Map<String, Map<String, String>> VARIANTS = Map.of(
            "-recovery", Map.of("SOCKEE_RECOVERY_ENABLED", "true"),
            "-metrics", Map.of("SOCKEE_METRICS_ADDRESSES", "127.0.0.1"));

    private static final String[] JVM = {"-Xms1g", "-Xmx2g", "-XX:+UseParallelGC"};

    /** All there are, in the order in which they are shown. */
    static List<Peer> all(Path repository, String maven, String java) {
        Path peers = repository.resolve("bench/peers");
        Path built = repository.resolve("target/bench-peers");
        return List.of(
                sockee("liberty", "bench", repository, maven),
                sockee("wildfly", "bench,wildfly", repository, maven),
                sockee("liberty", "bench", repository, maven).overSockJs(),
                sockee("wildfly", "bench,wildfly", repository, maven).overSockJs(),
                sockee("liberty", "bench", repository, maven).with("-recovery"),
                sockee("wildfly", "bench,wildfly", repository, maven).with("-recovery"),
                sockee("liberty", "bench", repository, maven).with("-metrics"),
                sockee("wildfly", "bench,wildfly", repository, maven).with("-metrics"),
                node("socketio", Protocol.SOCKET_IO, "/socket.io/", peers.resolve("socketio"), Map.of()),
                node(
                        "socketio-recovery",
                        Protocol.SOCKET_IO,
                        "/socket.io/",
                        peers.resolve("socketio"),
                        Map.of(),
                        "recovery"),
                node(
                        "socketio-uws",
                        Protocol.SOCKET_IO,
                        "/socket.io/",
                        peers.resolve("socketio"),
                        Map.of(
                                Path.of("../node_modules/uWebSockets.js"),
                                "uWebSockets.js is not on the npm registry; put a release of it there"),
                        "uws"),
                java("netty-socketio", Protocol.SOCKET_IO, "/socket.io/", peers, built, maven, java),
                java("vertx-sockjs", Protocol.SOCKJS, "/bench", peers, built, maven, java),
                node("sockjs", Protocol.SOCKJS, "/bench", peers.resolve("sockjs"), Map.of()));
    }

    /** A server that somebody else has started. */
    static Peer running() {
        return new Peer(
                "running",
                "running",
                Protocol.SOCKET_IO,
                "/socket.io/",
                Path.of(""),
                Map.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /** The same server, by its SockJS. */
    private Peer overSockJs() {
        return new Peer(name + "-sockjs", process, Protocol.SOCKJS, "/bench", folder, needs, build, start, environment);
    }

    /** Sockee with something switched on: a process of its own, from a folder of its own, so that it can be measured beside the plain one. */
    private Peer with(String variant) {
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(VARIANTS.get(variant));
        List<String> command = new ArrayList<>(start);
        command.add("-Dbench.directory=" + folder.resolve("target/bench-" + name + variant));
        return new Peer(name + variant, name + variant, protocol, path, folder, needs, build, command, more);
    }

    /** As the README says it; with a database in memory, which no other server has open. */
    private static Peer sockee(String server, String profiles, Path repository, String maven) {
        List<String> start = words(maven, "-B", "-P" + profiles, "package", server + ":run");
        Map<String, String> environment =
                Map.of("SOCKEE_HTTP_PORT", "PORT", "SOCKEE_DB_URL", "jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1");
        return new Peer(
                server, server, Protocol.SOCKET_IO, "/socket.io/", repository, Map.of(), List.of(), start, environment);
    }

    private static Peer node(
            String name, Protocol protocol, String path, Path folder, Map<Path, String> needs, String... more) {
        List<String> start = words("node --expose-gc server.js PORT", more);
        return new Peer(
                name, name, protocol, path, folder, needs, words("npm ci --no-audit --no-fund"), start, Map.of());
    }

    private static Peer java(
            String name, Protocol protocol, String path, Path peers, Path built, String maven, String java) {
        List<String> start = words(java, JVM);
        start.addAll(List.of("-jar", built.resolve(name + "/" + name + ".jar").toString(), "PORT"));
        return new Peer(
                name,
                name,
                protocol,
                path,
                peers.resolve(name),
                Map.of(),
                words(maven, "-B", "package"),
                start,
                Map.of());
    }

    /** Whether it has what is in Sockee's bench profile alone: namespaces, actions, a bare resource. */
    static boolean isSockee(String name) {
        return List.of("liberty", "wildfly", "running").contains(plain(name));
    }

    /** Whether it is another peer with something switched on. */
    boolean isVariant() {
        return !name.equals(plain(name));
    }

    private static String plain(String name) {
        String variant =
                VARIANTS.keySet().stream().filter(name::endsWith).findAny().orElse("");
        return name.substring(0, name.length() - variant.length());
    }

    /** Of the library, or of Sockee, as the file for npm or Maven has it: the first one behind its dependencies' beginning. */
    String version() throws IOException {
        Path npm = folder.resolve("package.json");
        boolean maven = !Files.exists(npm);
        String file = Files.readString(maven ? folder.resolve("pom.xml") : npm);
        boolean sockee = file.contains("<artifactId>sockee</artifactId>");
        String from = sockee ? file : file.substring(file.indexOf("dependencies"));
        Matcher version = Pattern.compile(maven ? "<version>(.*)</version>" : "\": \"(.*)\"")
                .matcher(from);
        return version.find() ? version.group(1) : "";
    }

    /** Whether npm has installed what the lock file says: that is not to be done below a peer that runs. */
    boolean isInstalled() {
        try {
            FileTime locked = Files.getLastModifiedTime(folder.resolve("package-lock.json"));
            FileTime installed = Files.getLastModifiedTime(folder.resolve("node_modules/.package-lock.json"));
            return installed.compareTo(locked) >= 0;
        } catch (IOException e) {
            return false; // there is no such file
        }
    }

    /** What it cannot take part without, and lacks; or nothing. */
    String lack() {
        for (Map.Entry<Path, String> need : needs.entrySet()) {
            Path needed = folder.resolve(need.getKey()).normalize();
            if (!Files.isDirectory(needed)) {
                return needed + " is not there: " + need.getValue();
            }
        }
        return "";
    }

    /** A command of words between spaces, and more words. */
    private static List<String> words(String command, String... more) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.addAll(Arrays.asList(more));
        return words;
    }
}
