package io.sockee.load.compare;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Which process listens on a port, by Linux's {@code /proc}: a server that Maven starts is none of Maven's own. */
final class Listening {

    /** Of {@code /proc/net/tcp}: the state of a socket that listens. */
    private static final String LISTEN = "0A";

    private Listening() {}

    /** The process of these that does. */
    static OptionalLong pid(int port, Collection<Long> pids) throws IOException {
        Set<String> sockets = sockets(port);
        return pids.stream()
                .mapToLong(Long::longValue)
                .filter(pid -> has(pid, sockets))
                .findFirst();
    }

    private static Set<String> sockets(int port) throws IOException {
        String wanted = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            if (Files.exists(Path.of(table))) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] fields = line.strip().split(" +");
                    if (fields[1].endsWith(wanted) && fields[3].equals(LISTEN)) {
                        sockets.add("socket:[" + fields[9] + "]");
                    }
                }
            }
        }
        return sockets;
    }

    private static boolean has(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
        return false;
    }
}
