package io.sockee.spec.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How long processors have worked for others than this test and the servers that it has started (other tests beside it, other
 * machines on the same host), or had nothing to do because of a disk. Others hold nobody up for longer than that: a bound of time
 * that leaves it out holds on a busy machine, and yet sees what the server itself does or waits for. Where the system does not
 * tell, nobody else works.
 */
final class OtherWork {
    private static final Path PROC = Path.of("/proc");
    private static final long TICK_MILLIS = 10; // Linux counts so for programs, on all of its platforms

    /** Columns of /proc/stat: all but the idle one, and guests, which count as users already. */
    private static final int[] BUSY = {1, 2, 3, 5, 6, 7, 8};

    /** The processes of this test, and what each of them had worked when it was seen last: one that ends takes its figure along. */
    private final Map<ProcessHandle, Long> own = new ConcurrentHashMap<>();

    private OtherWork(List<ProcessHandle> own) {
        own.forEach(process -> this.own.put(process, ticks(process, 0)));
    }

    /** As seen from this process, which has started by now whatever it tests. */
    static OtherWork here() {
        ProcessHandle self = ProcessHandle.current();
        return of(Stream.concat(Stream.of(self), self.descendants()).toList());
    }

    /** As seen from these processes. */
    static OtherWork of(List<ProcessHandle> own) {
        return new OtherWork(own);
    }

    /** Since the machine's start, over all processors. */
    Duration sinceStart() {
        try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
            String[] all = lines.findFirst().orElseThrow().split(" +");
            long busy = Arrays.stream(BUSY)
                    .mapToLong(column -> Long.parseLong(all[column]))
                    .sum();
            own.replaceAll(OtherWork::ticks);
            return Duration.ofMillis(TICK_MILLIS
                    * (busy - own.values().stream().mapToLong(Long::longValue).sum()));
        } catch (IOException | UncheckedIOException otherSystem) {
            return Duration.ZERO;
        }
    }

    private static long ticks(ProcessHandle process, long before) {
        try {
            String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
            String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(columns[11]) + Long.parseLong(columns[12]); // in user mode, and in the system
        } catch (IOException hasEnded) {
            return before;
        }
    }
}
