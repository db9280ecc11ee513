package io.sockee.endpoint;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Tells the metrics to those who may see them. Registered when the application starts, if anybody may. */
public final class MetricsServlet extends BodilessServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(MetricsServlet.class.getName());
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final String TEXT = "text/plain; charset=utf-8";

    /** The metrics in one of their formats. */
    public record Metrics(String contentType, String text) {}

    private final transient Watchers watchers;
    private final transient Function<String, Metrics> metrics;

    /**
     * @param metrics makes them in the format for a header {@code Accept}, which may be empty; does not block
     */
    public MetricsServlet(Watchers watchers, Function<String, Metrics> metrics) {
        this.watchers = watchers;
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String accept = request.getHeader("Accept");
        String challenge = watchers.challenge(request.getHeader("Authorization"));
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        AsyncContext async = request.startAsync();
        AsyncReply reply = new AsyncReply(async, response, TIMEOUT_MILLIS, failed -> {});
        watchers.check(request, status -> {
            if (status == 401) {
                response.setHeader("WWW-Authenticate", challenge);
            }
            if (status == 200) {
                tell(accept == null ? "" : accept, reply);
            } else {
                reply.whole(status, TEXT, why(status).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private void tell(String accept, AsyncReply reply) {
        try {
            Metrics all = metrics.apply(accept);
            reply.whole(200, all.contentType(), all.text().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException | Error e) { // nobody else would answer
            LOG.log(Level.ERROR, "The metrics could not be made", e);
            reply.whole(500, TEXT, "They could not be made: see the log.".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String why(int status) {
        return switch (status) {
            case 401 -> "You are not known, or not logged in.";
            case 403 -> "You are not allowed to see this.";
            default -> "Nobody can tell at the moment. Try again later.";
        };
    }
}
