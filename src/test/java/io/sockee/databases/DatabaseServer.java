package io.sockee.databases;

import io.sockee.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database that runs for as long as the tests. {@link #USER} may make databases in it. */
@FunctionalInterface
interface DatabaseServer {

    String USER = "sockee";
    String PASSWORD = "sockee";

    /** Where a database of the server is; an empty name leads to the server itself. */
    String url(String database);

    /** A new folder for what it writes. The next build's tests remove it. */
    static Path folder(String name) {
        try {
            Path parent = basedir().resolve("target/it");
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where programs are unpacked, once. */
    static Path programs(String name) {
        return basedir().resolve("target/servers").resolve(name);
    }

    private static Path basedir() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** The port that the servers under test have been told, or any that is free where none was, or 0. */
    static int port(String name) {
        String told = System.getenv("SOCKEE_IT_" + name + "_PORT");
        return told == null || told.equals("0") ? Ports.free() : Integer.parseInt(told);
    }
}
