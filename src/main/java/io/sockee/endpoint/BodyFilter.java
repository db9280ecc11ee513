package io.sockee.endpoint;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request before the resource behind this filter is called, so that the resource, which reads from a
 * stream, does not wait and no client holds a thread by sending slowly. On Open Liberty, where that is not safe, the resource is
 * called at once and has the body read itself ({@link LateBody}). What the head tells is judged first. There is one subclass for
 * each path, placed behind all other filters: these are not called again when the body has come.
 */
public abstract class BodyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(BodyFilter.class.getName());

    private static final String BODY = BodyFilter.class.getName() + ".body";

    /** Up to this size, in bytes, a body that has arrived already is read on the spot. */
    static final int AT_HAND = 8192;

    private final transient Bodies bodies;
    private final transient Arrivals arrivals;

    /** For subclasses; added to their paths when the application starts. */
    protected BodyFilter(Bodies bodies, Arrivals arrivals) {
        this.bodies = bodies;
        this.arrivals = arrivals;
    }

    /** An answer of a few bytes. */
    public record Refusal(int status, String type, String body) {}

    /** Why a request must be refused, as far as its head tells; called on the request's thread, must not wait for the body. */
    protected abstract Optional<Refusal> judge(HttpServletRequest request);

    /** How many bytes a body may have. */
    protected abstract int maxBody();

    /** A refusal in the form of this path. */
    protected abstract Refusal refusal(HttpServletRequest request, int status, String message);

    /** The client's address, as trusted proxies tell it. */
    protected final String address(HttpServletRequest request) {
        return arrivals.of(request).address();
    }

    /** Whether this container would hold a thread for a body that nobody reads. */
    protected static boolean isWaitedFor(HttpServletRequest request) {
        return UnreadBody.holdsThread(request);
    }

    /** Whether the request has a body, read already or not. */
    protected static boolean hasBody(HttpServletRequest request) {
        return BodyReader.isExpected(request) || request.getAttribute(BODY) != null;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(BODY) instanceof byte[] body) {
            request.removeAttribute(BODY);
            chain.doFilter(new BufferedRequest(request, body), response);
            return;
        }
        Optional<String> fault = MediaTypes.fault(request);
        if (fault.isPresent()) {
            refuse(request, response, refusal(request, HttpServletResponse.SC_BAD_REQUEST, fault.get()));
            return;
        }
        if (!BodyReader.isExpected(request) || !request.isAsyncSupported()) { // as where a filter before does not
            chain.doFilter(request, response);
            return;
        }
        Optional<Refusal> refusal = judge(request);
        if (refusal.isEmpty() && request.getContentLengthLong() > maxBody()) {
            refusal = Optional.of(refuse(request, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE));
        }
        if (refusal.isPresent()) {
            refuse(request, response, refusal.get());
            return;
        }
        ServletInputStream in = request.getInputStream();
        int length = (int) request.getContentLengthLong();
        boolean atHand;
        try {
            atHand = length > 0 && length <= AT_HAND && in.available() >= length;
        } catch (IOException e) { // it has ended already
            refuse(request, response, refuse(request, HttpServletResponse.SC_BAD_REQUEST));
            return;
        }
        if (atHand) {
            chain.doFilter(new BufferedRequest(request, in.readNBytes(length)), response);
            return;
        }
        Bodies.Place place = bodies.take(arrivals.of(request).customer());
        if (UnreadBody.holdsThread(request)) {
            new Reading(request, response).begin(in, place);
            return;
        }
        long timeout = bodies.limits().timeout(request.getContentLengthLong());
        LateBody late = new LateBody(in, maxBody(), timeout, bodies, place);
        late.offerTo(request);
        try {
            chain.doFilter(request, response);
        } finally {
            late.leaveIfUnwanted();
        }
    }

    private Refusal refuse(HttpServletRequest request, int status) {
        return refusal(request, status, message(status, maxBody()));
    }

    /**
     * Why a body was not taken.
     *
     * @param status 400, 408, 413 or 503
     * @param limit how many bytes it may have
     */
    public static String message(int status, int limit) {
        return switch (status) {
            case HttpServletResponse.SC_BAD_REQUEST -> "The body ended early, or is not well-formed.";
            case HttpServletResponse.SC_REQUEST_TIMEOUT -> "The body came too slowly.";
            case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> "The body has more than " + limit + " bytes.";
            default -> "The server is busy. Try again later.";
        };
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        LastWord.refuse(request, response, refusal.status(), refusal.type(), refusal.body());
    }

    /** Hands the request on to its resource when the body is there. */
    private final class Reading implements BodyReader.Taker {
        private final HttpServletRequest request;
        private final AsyncContext async;
        private final AsyncReply reply;
        private @Nullable BodyReader reader;

        Reading(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.async = request.startAsync();
            long timeout = bodies.limits().timeout(request.getContentLengthLong());
            this.reply = new AsyncReply(async, response, timeout, failed -> abandon());
        }

        void begin(ServletInputStream in, Bodies.Place place) {
            BodyReader reading = new BodyReader(in, reply, maxBody(), bodies, place, this);
            reader = reading;
            reading.begin();
        }

        private void abandon() {
            if (reader != null) {
                reader.abandon();
            }
        }

        @Override
        public void whole(byte[] body) {
            request.setAttribute(BODY, body);
            async.dispatch();
        }

        @Override
        public void refused(int status) {
            Refusal refusal = refuse(request, status);
            reply.refuse(refusal.status(), refusal.type(), refusal.body());
        }

        @Override
        public void gone() {
            LOG.log(Level.DEBUG, "A client has left before its request was there");
        }
    }
}
