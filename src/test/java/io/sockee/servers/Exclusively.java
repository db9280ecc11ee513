package io.sockee.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * What the tests share below {@code target}, on whichever server and in whichever process they run: unpacked programs, installed
 * packages, built examples. Whoever comes first makes it; the others wait for that, and find it.
 */
public final class Exclusively {

    private Exclusively() {}

    /**
     * Makes something while nobody else does so.
     *
     * @param folder where it is made; the file beside it with the ending {@code .lock} stays
     */
    public static synchronized <T> T in(Path folder, Supplier<T> making) {
        try {
            Path file = folder.resolveSibling(folder.getFileName() + ".lock").toAbsolutePath();
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock unused = channel.lock()) {
                return making.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
