package io.sockee.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a start: where the application answers, or why it does not. It sends itself a request through the server's
 * port and writes the line when that has come in, since the port may be another process's. It is a filter at {@link #PATH} for
 * that request, and a task of one thread until the line has been written or the application ends. When the application has not
 * started, it is the filter for all requests.
 */
final class StartNotice implements Filter, Runnable {
    /** The path of its request: no other filter is before it, and only load balancers use it too. */
    private static final String PATH = "/healthcheck";

    /** How long a server may take from its first application until its port is open. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** How long another process may answer at the port before it is said to be in use. */
    private static final Duration DOUBT = Duration.ofSeconds(20);

    private static final int MILLIS_BETWEEN = 100;
    private static final int MILLIS_FOR_ANSWER = 2_000;

    /** A level above INFO, which Open Liberty's console shows; other servers treat it as INFO. */
    private static final class Notice extends Level {
        private static final long serialVersionUID = 1L;
        static final Level LEVEL = new Notice();

        private Notice() {
            super("INFO", 850);
        }
    }

    // A logger of java.util.logging, to which both servers' System.Logger leads, since it takes a level of our own.
    private static final Logger LOG = Logger.getLogger(StartNotice.class.getName());

    private final String key = "start=" + UUID.randomUUID();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final String contextPath;
    private final Supplier<Optional<HttpAddress>> address;
    private final @Nullable RefusedStart refusal;
    private volatile boolean heard;

    /**
     * @param contextPath the application's, empty at the root
     * @param refusal answers all requests when the application has not started; null when it has
     */
    StartNotice(String contextPath, Supplier<Optional<HttpAddress>> address, @Nullable RefusedStart refusal) {
        this.contextPath = contextPath;
        this.address = address;
        this.refusal = refusal;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (key.equals(((HttpServletRequest) request).getQueryString())) {
            heard = true;
        } else if (refusal != null) {
            refusal.answer(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        long answeredByOthers = 0;
        try {
            do {
                Optional<HttpAddress> server = address.get();
                boolean answered = server.isPresent() && ask(server.get().url(contextPath + PATH + "?" + key));
                if (heard) {
                    write(server.orElseThrow());
                    return;
                }
                answeredByOthers += answered ? MILLIS_BETWEEN : 0;
                if (answeredByOthers > DOUBT.toMillis()) {
                    LOG.severe(
                            "Something else answers at " + server.orElseThrow().url("/")
                                    + ", so that this server could not have the port. The environment variable SOCKEE_HTTP_PORT"
                                    + " names another one.");
                    return;
                }
            } while (!ended.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)
                    && System.nanoTime() - begin < PATIENCE.toNanos());
            if (refusal != null && ended.getCount() > 0) {
                LOG.severe("The application has not started: " + refusal.reason());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(HttpAddress server) {
        String url = server.url(contextPath + "/");
        if (refusal == null) {
            LOG.log(Notice.LEVEL, "Open {0}", url);
        } else {
            LOG.log(Level.SEVERE, "The application has not started, and {0} answers 503. {1}", new Object[] {
                url, refusal.reason()
            });
        }
    }

    /** Whether anything answers. */
    private static boolean ask(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(MILLIS_FOR_ANSWER);
            connection.setReadTimeout(MILLIS_FOR_ANSWER);
            connection.setUseCaches(false);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Connection", "close");
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    /** The pattern to which this filter has to be mapped. */
    String mapping() {
        return refusal == null ? PATH : "/*";
    }

    /** The application ends: no line is awaited any more. */
    void end() {
        ended.countDown();
    }
}
