package io.sockee.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server's process has in memory, after a collection: by {@code jcmd} where it is a JVM, by the signal that the peers on
 * Node.js understand where it is one of them.
 *
 * @param heapKib the objects in the heap of a JVM; NaN elsewhere
 * @param residentKib memory of the process
 */
record ServerMemory(double heapKib, double residentKib) {

    static final ServerMemory UNKNOWN = new ServerMemory(Double.NaN, Double.NaN);

    static ServerMemory of(long pid) {
        String program = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("");
        double heap = Double.NaN;
        if (program.endsWith("/java")) {
            run(jcmd(program), Long.toString(pid), "GC.run");
            heap = total(run(jcmd(program), Long.toString(pid), "GC.class_histogram"));
        } else if (program.endsWith("/node")) {
            run("kill", "-USR2", Long.toString(pid));
        }
        return new ServerMemory(heap, new ServerProcess(pid).residentKib());
    }

    private static String jcmd(String java) {
        Path beside = Path.of(java).resolveSibling("jcmd");
        return Files.isExecutable(beside) ? beside.toString() : "jcmd";
    }

    /** The last line: Total, instances, bytes. */
    private static double total(String histogram) {
        List<String> lines = histogram.strip().lines().toList();
        String[] total = lines.get(lines.size() - 1).strip().split(" +");
        return total.length == 3 && total[0].equals("Total") ? Long.parseLong(total[2]) / 1024.0 : Double.NaN;
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
