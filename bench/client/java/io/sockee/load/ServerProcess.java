package io.sockee.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What a process and its descendants have of the processors and of the memory, by Linux's {@code /proc}. A process's own figure
 * has its threads that have ended, too; those of JVM compilers are kept by thread, so they are to be asked for often enough that
 * none ends in between.
 */
final class ServerProcess {
    private static final Path PROC = Path.of("/proc");

    /** A clock tick of {@code /proc}, on every Linux there is. */
    private static final double TICK = 1 / 100.0;

    private final long pid;
    private final Map<String, Double> compilers = new HashMap<>();

    ServerProcess(long pid) {
        this.pid = pid;
    }

    long pid() {
        return pid;
    }

    /** Seconds of processors, with those of compilers. */
    double seconds() {
        return pids().mapToDouble(process -> seconds(stat(PROC.resolve(process + "/stat"))))
                .sum();
    }

    /** Seconds of processors that compiler threads had. */
    double compilerSeconds() {
        pids().forEach(this::readCompilers);
        return compilers.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private void readCompilers(long process) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(process + "/task"))) {
            for (Path thread : threads) {
                String stat = stat(thread.resolve("stat"));
                if (stat.contains("(C1 CompilerThre)") || stat.contains("(C2 CompilerThre)")) {
                    compilers.put(thread.toString(), seconds(stat));
                }
            }
        } catch (IOException e) {
            // It has ended, which its connections tell.
        }
    }

    /** Kibibytes of memory that are its own. */
    long residentKib() {
        return pids().map(process -> status(process, "VmRSS:")).sum();
    }

    /** How many files it may have open. */
    static long openFiles(long process) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(process + "/limits"))) {
                if (line.startsWith("Max open files")) {
                    String limit = line.substring(14).strip().split(" +", 2)[0];
                    return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The limits of process " + process + " cannot be read", e);
        }
        return Long.MAX_VALUE;
    }

    /** Seconds that all processors of the machine have worked, since its start. */
    static double machineSeconds() {
        String[] fields = stat(PROC.resolve("stat")).split("\n", 2)[0].split(" +");
        double ticks = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) { // not idle, not waiting for a disk
            ticks += fields.length > i ? Long.parseLong(fields[i]) : 0;
        }
        return ticks * TICK;
    }

    private LongStream pids() {
        LongStream descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), descendants);
    }

    private static long status(long process, String field) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(process + "/status"))) {
                if (line.startsWith(field)) {
                    return Long.parseLong(line.substring(field.length()).strip().split(" ", 2)[0]);
                }
            }
        } catch (IOException e) {
            // It has ended, which its connections tell.
        }
        return 0;
    }

    private static String stat(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The user's and the system's part: the 14th and 15th field, of which the second one may have spaces. */
    private static double seconds(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
    }
}
