package io.sockee.databases;

import io.sockee.servers.Missing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A small disk of its own for the data of a database, which tests fill up. It needs root, who may mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private boolean mounted = true; // guarded by this

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one; where that cannot be, the test is skipped. */
    public static SmallDisk mount(int megabytes) {
        Path folder = DatabaseServer.folder("disk");
        if (succeeds(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0755", "sockee-test", folder.toString())) {
            SmallDisk disk = new SmallDisk(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(disk::close)); // in case the tests are ended themselves
            return disk;
        }
        return Missing.tool("A tmpfs cannot be mounted here: what happens on a full disk is tested as root alone.");
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Takes all space that there is at this moment. */
    public void fill() {
        for (int size = 1 << 16; size > 0; size /= 16) { // the last bytes one by one
            try (OutputStream out =
                    Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                byte[] block = new byte[size];
                while (true) {
                    out.write(block);
                }
            } catch (IOException full) {
                // as it should be
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unmounts it, as soon as nobody uses it. */
    @Override
    public synchronized void close() {
        if (mounted) {
            mounted = false;
            boolean unused = succeeds("umount", "-l", folder.toString());
        }
    }
}
