package io.sockee.endpoint;

import io.sockee.action.ActionAnswer;
import io.sockee.action.WaitingCalls;
import io.sockee.proxy.Arrival;
import io.sockee.session.CallSession;
import io.sockee.session.SessionDoor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;

/**
 * Gives a client the cookie of its session for the id that it was told over a WebSocket: a POST without a body, with the id in a
 * header. Pages of other origins cannot send that header unless they are allowed to, so none can put a session of its own upon a
 * browser.
 */
public final class SessionServlet extends HttpServlet {
    /** Where it is. */
    public static final String PATH = "/sockee/session";

    private static final long serialVersionUID = 1L;
    private static final int TIMEOUT = 30_000;
    private static final String BUSY = "The server is busy. Try again later.";

    /** They use the threads and the queue of everybody's calls, which many requests must not fill. */
    private static final WaitingCalls.Bounds AT_ONCE = new WaitingCalls.Bounds(1_000, 100, Long.MAX_VALUE);

    private final transient Entry entry;
    private final transient SessionDoor sessions;
    private final transient WaitingCalls waiting = new WaitingCalls(AT_ONCE);

    public SessionServlet(Entry entry, SessionDoor sessions) {
        this.entry = entry;
        this.sessions = sessions;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!entry.allowsOrigin(request) || !entry.trusts(request)) {
            refuse(request, response, 403, "Pages of this origin may not have sessions here.");
            return;
        }
        if (Cors.isPreflight(request)) {
            Cors.preflight(request, response, entry.origins());
            return;
        }
        Cors.addHeaders(request, response, entry.origins());
        String id = request.getHeader(CallSession.HEADER);
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            refuse(request, response, 405, "An id is exchanged by POST.");
        } else if (BodyReader.isExpected(request) || id == null) {
            refuse(request, response, 400, "The id comes in the header " + CallSession.HEADER + ", without a body.");
        } else {
            exchange(request, response, id);
        }
    }

    private void exchange(HttpServletRequest request, HttpServletResponse response, String id) {
        Arrival arrival = entry.arrivals().of(request);
        String address = Arrival.customer(arrival.address());
        AsyncReply reply = new AsyncReply(request.startAsync(), response, TIMEOUT, failed -> {});
        if (!waiting.take(address, 0)) {
            answer(reply, response, 503, BUSY);
            return;
        }
        try {
            sessions.pool().execute(() -> {
                try {
                    exchange(reply, response, id, arrival.secure());
                } finally {
                    waiting.give(address, 0);
                }
            });
        } catch (RejectedExecutionException e) {
            waiting.give(address, 0);
            answer(reply, response, 503, BUSY);
        }
    }

    private void exchange(AsyncReply reply, HttpServletResponse response, String id, boolean secure) {
        SessionDoor.Exchange exchange = sessions.exchange(id, secure);
        if (exchange.later().isPresent()) {
            answer(reply, response, 503, exchange.later().get());
        } else if (exchange.setCookie().isEmpty()) {
            answer(reply, response, 404, "There is no session with this id.");
        } else {
            response.addHeader("Set-Cookie", exchange.setCookie().get());
            reply.whole(204, "", new byte[0]);
        }
    }

    private static void answer(AsyncReply reply, HttpServletResponse response, int status, String detail) {
        RetryAfter.add(response, status);
        ActionAnswer problem = ActionAnswer.problem(status, detail);
        reply.whole(status, problem.type(), problem.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        ActionAnswer problem = ActionAnswer.problem(status, detail);
        LastWord.refuse(request, response, status, problem.type(), problem.body());
    }
}
