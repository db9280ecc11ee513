package io.sockee.spec.client;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Requests whose bodies trickle in, a letter at a time, for as long as the server takes them. */
public final class SlowBodies implements AutoCloseable {
    private static final int LENGTH = 8_000;

    private static final class Body {
        private final RawHttp http;
        private String answer = "";
        private boolean cut;

        Body(RawHttp http) {
            this.http = http;
        }

        synchronized void trickle() {
            answer += http.atHand();
            try {
                http.write(" ");
            } catch (UncheckedIOException e) {
                cut = true;
            }
        }

        synchronized boolean isOver() {
            return cut || !answer.isEmpty();
        }
    }

    private final List<Body> bodies = new ArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ScheduledFuture<?> trickling;

    private SlowBodies(List<RawHttp> requests) {
        requests.forEach(http -> bodies.add(new Body(http)));
        trickling = timer.scheduleWithFixedDelay(() -> bodies.forEach(Body::trickle), 200, 200, TimeUnit.MILLISECONDS);
    }

    /** Begins some, one for each query. */
    public static SlowBodies of(Endpoint endpoint, List<String> queries) {
        return of(endpoint, "POST", queries, "Content-Type: application/json");
    }

    /** Begins some, one for each query, of requests by some method and with some headers. */
    public static SlowBodies of(Endpoint endpoint, String method, List<String> queries, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + LENGTH;
        return new SlowBodies(queries.stream()
                .map(query -> RawHttp.connect(endpoint).head(method, query, all).write("{"))
                .toList());
    }

    /** Begins one for each path. */
    public static SlowBodies of(List<Endpoint> paths) {
        return new SlowBodies(paths.stream()
                .map(path -> RawHttp.connect(path)
                        .head("POST", "", "Content-Type: application/json", "Content-Length: " + LENGTH)
                        .write("{"))
                .toList());
    }

    /** Begins some whose heads never end. */
    public static SlowBodies ofHeads(Endpoint endpoint, int count) {
        return new SlowBodies(IntStream.range(0, count)
                .mapToObj(i -> RawHttp.connect(endpoint)
                        .write("GET / HTTP/1.1\r\nHost: " + endpoint.authority() + "\r\nX-Long: "))
                .toList());
    }

    /** How many the server has answered or cut. */
    public long over() {
        return bodies.stream().filter(Body::isOver).count();
    }

    /** The answers so far, those of cut connections empty. */
    public List<String> statuses() {
        return bodies.stream()
                .map(body -> body.answer.lines().findFirst().orElse("").replaceAll("^\\S+ (\\d+).*", "$1"))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        trickling.cancel(false);
        timer.shutdownNow();
        bodies.forEach(body -> body.http.reset());
    }
}
