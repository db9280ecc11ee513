package io.sockee.load;

import java.util.List;

/**
 * What a measurement has found. A figure that there is none of is {@link Double#NaN}.
 *
 * @param cpuMicros of the server's processors, for each message, delivery or connection
 * @param perSecond messages, deliveries or connections
 * @param median of the times from sending to receiving, or to a connection, in microseconds; so are the next ones
 * @param p99 what 99 % do not exceed
 * @param longest of all
 * @param p99Before of a reader that stops: what the others had while it still read
 * @param heapKib of a connection, after a collection
 * @param rssKib memory of the process that a connection has added
 * @param serverCores how many processors the server had at work
 * @param clientCores how many the load client had: near to one for each of its threads, it is what limits
 * @param compilerCores what the server's compiler threads had besides, which is not counted above
 * @param otherCores how many the rest of the machine had: much of it makes rates and times worthless, and figures rough
 * @param received messages, deliveries or connections of all the run
 * @param lost never came
 * @param doubled came again
 * @param wrong came changed, to somebody else, or out of order
 * @param failed connections that were not made or ended too early
 * @param failure why, of the first of these; or why nothing was measured
 */
public record Result(
        double cpuMicros,
        double perSecond,
        double median,
        double p99,
        double longest,
        double p99Before,
        double heapKib,
        double rssKib,
        double serverCores,
        double clientCores,
        double compilerCores,
        double otherCores,
        long received,
        long lost,
        long doubled,
        long wrong,
        long failed,
        String failure) {

    /** The names of the columns of {@link #row}. */
    public static final List<String> COLUMNS = List.of(
            "cpu_us",
            "per_second",
            "median_us",
            "p99_us",
            "longest_us",
            "p99_before_us",
            "heap_kib",
            "rss_kib",
            "server_cores",
            "client_cores",
            "compiler_cores",
            "other_cores",
            "received",
            "lost",
            "doubled",
            "wrong",
            "failed",
            "failure");

    /** Nothing was measured, for a reason. */
    public static Result none(String why) {
        double none = Double.NaN;
        return new Result(none, none, none, none, none, none, none, none, none, none, none, none, 0, 0, 0, 0, 0, why);
    }

    /** Nothing was lost, doubled, wrong or ended. */
    public boolean clean() {
        return lost + doubled + wrong + failed == 0;
    }

    /** Its figures, as text. */
    public List<String> row() {
        return List.of(
                figure(cpuMicros),
                figure(perSecond),
                figure(median),
                figure(p99),
                figure(longest),
                figure(p99Before),
                figure(heapKib),
                figure(rssKib),
                figure(serverCores),
                figure(clientCores),
                figure(compilerCores),
                figure(otherCores),
                Long.toString(received),
                Long.toString(lost),
                Long.toString(doubled),
                Long.toString(wrong),
                Long.toString(failed),
                failure);
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "" : String.format(java.util.Locale.ROOT, "%.3f", value);
    }
}
