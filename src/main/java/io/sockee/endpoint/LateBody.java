package io.sockee.endpoint;

import io.sockee.connection.Timers;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A body that did not come whole with its head, for a resource that answers later: it is read without holding a thread, within
 * the bounds of {@link Bodies}.
 *
 * <p>On Open Liberty only. There a request that is dispatched again when its body has come now and then loses its context, since
 * the first dispatch may still be under way: some in ten thousand got no answer, or one as if they had no query. Undertow keeps
 * the two dispatches apart, but must not be left with a body that is still coming: there the filter reads it.
 */
public final class LateBody {
    private static final String ATTRIBUTE = LateBody.class.getName();

    private final ServletInputStream in;
    private final int limit;
    private final long timeout;
    private final Bodies bodies;
    private final Bodies.Place place;
    private final AtomicBoolean wanted = new AtomicBoolean();

    /**
     * @param limit bytes that it may have
     * @param timeout milliseconds that it may take
     */
    LateBody(ServletInputStream in, int limit, long timeout, Bodies bodies, Bodies.Place place) {
        this.in = in;
        this.limit = limit;
        this.timeout = timeout;
        this.bodies = bodies;
        this.place = place;
    }

    void offerTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The resource has returned: if it has not asked for the body, the body's place is given back. */
    void leaveIfUnwanted() {
        if (wanted.compareAndSet(false, true)) {
            place.leave();
        }
    }

    /**
     * Has a request's body read, or hands it over at once if it is there. To be called on the request's thread, when the
     * request has been made asynchronous.
     *
     * @param limit how many bytes it may have; of a body that is there already up to one more is handed over, by which the
     *     resource sees that it is too large
     * @param whole gets the body, on the request's thread or on one of the container's; must not block
     * @param refused told instead, on any thread, the status that says why: 400, 408, 413 or 503
     */
    public static void read(HttpServletRequest request, int limit, Consumer<byte[]> whole, IntConsumer refused) {
        if (request.getAttribute(ATTRIBUTE) instanceof LateBody late && late.wanted.compareAndSet(false, true)) {
            late.read(whole, refused);
        } else {
            byte[] body;
            try {
                body = request.getInputStream().readNBytes(limit + 1);
            } catch (IOException e) { // it ended early, or is none
                refused.accept(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            whole.accept(body);
        }
    }

    private void read(Consumer<byte[]> whole, IntConsumer refused) {
        Reading reading = new Reading(whole, refused);
        BodyReader reader = new BodyReader(in, null, limit, bodies, place, reading);
        reading.end = bodies.timers().scheduleMillis(timeout, reader::abandon);
        reader.begin();
    }

    private static final class Reading implements BodyReader.Taker {
        private final Consumer<byte[]> whole;
        private final IntConsumer refused;
        private Timers.Timer end = () -> {}; // set before anything can come

        Reading(Consumer<byte[]> whole, IntConsumer refused) {
            this.whole = whole;
            this.refused = refused;
        }

        @Override
        public void whole(byte[] body) {
            end.cancel();
            try {
                whole.accept(body);
            } catch (RuntimeException | Error e) { // here nobody else would answer, as the request's thread would
                refused.accept(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                throw e;
            }
        }

        @Override
        public void refused(int status) {
            end.cancel();
            refused.accept(status);
        }

        /** At the time-out. */
        @Override
        public void gone() {
            end.cancel();
            refused.accept(HttpServletResponse.SC_REQUEST_TIMEOUT);
        }
    }
}
