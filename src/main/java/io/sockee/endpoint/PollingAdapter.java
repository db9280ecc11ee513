package io.sockee.endpoint;

import io.sockee.connection.CloseReason;
import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineRefusal;
import io.sockee.engineio.EngineSession;
import io.sockee.engineio.Polling;
import io.sockee.engineio.PollingReply;
import io.sockee.engineio.Post;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries the polling transport over a container's asynchronous servlet, and hands upgrades to their adapter. One for each
 * Engine.IO path.
 */
public final class PollingAdapter {

    /** How long a handshake, or a POST whose body came with its head, may wait for its answer. */
    private static final long POST_TIMEOUT_MILLIS = 30_000;

    /** Up to this size, in bytes, a body that has arrived already is read on the spot. */
    private static final int AT_HAND = 8192;

    /** Methods whose requests have no body in this protocol; one that has is refused. */
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

    private final EngineGateway gateway;

    public PollingAdapter(EngineGateway gateway) {
        this.gateway = gateway;
    }

    /** Serves any request to the path that is not for a file. */
    public void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (BodyReader.isExpected(request) && takesNoBody(request)) {
            refuse(request, response, EngineError.BAD_REQUEST); // nobody would read its body: see LastWord
            return;
        }
        if (Entry.isUpgrade(request)) {
            new UpgradeAdapter(gateway).service(request, response);
            return;
        }
        if (Cors.isPreflight(request)) {
            preflight(request, response);
            return;
        }
        Cors.addHeaders(request, response, gateway.entry().origins());
        Map<String, String> query = Query.parse(request.getQueryString());
        Optional<EngineRefusal> refusal = gateway.check(request, query);
        if (refusal.isPresent()) {
            refuse(request, response, refusal.get());
            return;
        }
        if (gateway.isFull(request, query)) {
            HttpAnswers.refuseFull(response);
            return;
        }
        String sid = query.get("sid");
        if (sid == null || sid.isEmpty()) {
            open(request, response, query);
            return;
        }
        EngineSession session = gateway.server().session(sid).orElse(null);
        if (session == null) {
            refuse(request, response, EngineError.SESSION_UNKNOWN); // it ended since the check
            return;
        }
        switch (request.getMethod()) {
            case "GET" -> poll(request, response, session.polling(), query);
            case "POST" -> post(request, response, session.polling(), query);
            // So the official server answers other methods on a session; clients and test suites rely on it.
            default -> LastWord.refuse(request, response, 500, "text/plain", "");
        }
    }

    private static boolean takesNoBody(HttpServletRequest request) {
        return Entry.isUpgrade(request) || BODILESS.contains(request.getMethod());
    }

    private void preflight(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (gateway.allowsOrigin(request)) {
            Cors.preflight(request, response, gateway.entry().origins());
        } else {
            refuse(request, response, EngineError.FORBIDDEN);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, EngineError error)
            throws IOException {
        refuse(request, response, EngineRefusal.of(error));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, EngineRefusal refusal)
            throws IOException {
        LastWord.refuse(request, response, refusal.error().status(), "application/json", refusal.json());
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Map<String, String> query)
            throws IOException {
        HandshakeRequest handshake = gateway.entry().handshake(request, query);
        Optional<String> sid = gateway.newSid(handshake);
        if (sid.isEmpty()) {
            EngineRefusal refusal = EngineRefusal.of(EngineError.BAD_REQUEST);
            gateway.refused(refusal, request, query);
            refuse(request, response, refusal);
            return;
        }
        AsyncContext async = request.startAsync();
        // A handshake whose answer does not reach its client needs no handling: the heartbeat ends the session.
        PollingReply reply = reply(async, response, query, POST_TIMEOUT_MILLIS, failed -> {}, () -> false, () -> {});
        gateway.entry().openingChecked(request, handshake, opening -> {
            Optional<EngineSession> opened = gateway.server().openPolling(opening.request(), sid.get(), () -> {
                gateway.cookieHeader(sid.get(), handshake.secure()).ifPresent(cookie -> setCookie(response, cookie));
                opening.setCookie().ifPresent(cookie -> setCookie(response, cookie));
                return reply;
            });
            if (opened.isEmpty()) {
                reply.refuse(EngineError.BAD_REQUEST);
            }
        });
    }

    /** A reply with packets, in the form that its request asks for. */
    private PollingReply reply(
            AsyncContext async,
            HttpServletResponse response,
            Map<String, String> query,
            long timeoutMillis,
            Consumer<PollingReply> onFailure,
            BooleanSupplier gone,
            Runnable progress) {
        String script = gateway.script(query);
        Function<Consumer<PollingReply>, AsyncReply> writer = failed ->
                compressed(async, new AsyncReply(async, response, timeoutMillis, failed, gone, progress), response);
        return script == null ? writer.apply(onFailure) : new ScriptReply(script, onFailure, writer);
    }

    private AsyncReply compressed(AsyncContext async, AsyncReply reply, HttpServletResponse response) {
        PollCompression compression = gateway.compression().orElse(null);
        if (compression == null) {
            return reply;
        }
        response.addHeader("Vary", "Accept-Encoding");
        PollCompression.ForOne forClient = compression.forClientOf((HttpServletRequest) async.getRequest());
        if (forClient != null) {
            reply.compressed(forClient);
        }
        return reply;
    }

    private static void setCookie(HttpServletResponse response, String cookie) {
        response.addHeader("Set-Cookie", cookie);
    }

    private void poll(
            HttpServletRequest request, HttpServletResponse response, Polling polling, Map<String, String> query) {
        AsyncContext async = request.startAsync();
        polling.poll(
                reply(
                        async,
                        response,
                        query,
                        0,
                        polling::pollFailed,
                        gateway.entry().gone(request),
                        polling::moved),
                query.get("t"));
    }

    private void post(
            HttpServletRequest request, HttpServletResponse response, Polling polling, Map<String, String> query)
            throws IOException {
        Post post = polling.post(query.get("t"));
        if (!polling.takes(request.getContentType())) {
            post.fail(CloseReason.TRANSPORT_ERROR);
            refuse(request, response, EngineError.BAD_REQUEST);
            return;
        }
        int maxPayload = gateway.server().settings().maxPayload();
        if (request.getContentLengthLong() > maxPayload) {
            LastWord.refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "text/plain", "");
            return;
        }
        BodyForm form = BodyForm.of(request.getContentType(), gateway.script(query));
        ServletInputStream in = request.getInputStream();
        int length = (int) request.getContentLengthLong();
        boolean atHand;
        try {
            atHand = length > 0 && length <= AT_HAND && in.available() >= length;
        } catch (IOException e) { // it has ended already
            post.fail(CloseReason.TRANSPORT_ERROR);
            refuse(request, response, EngineError.BAD_REQUEST);
            return;
        }
        if (atHand) {
            postAtHand(request, response, post, form, in.readNBytes(length));
            return;
        }
        Bodies.Place place = gateway.entry()
                .bodies()
                .take(gateway.entry().arrivals().of(request).customer());
        new PostBody(gateway, post, form, request, response).read(in, place);
    }

    private static AsyncReply asyncPost(HttpServletRequest request, HttpServletResponse response, Post post) {
        return new AsyncReply(request.startAsync(), response, POST_TIMEOUT_MILLIS, failed -> post.gone());
    }

    /** The whole body came with the head, as that of most POSTs does: no need to wait for it on another thread. */
    private static void postAtHand(
            HttpServletRequest request, HttpServletResponse response, Post post, BodyForm form, byte[] body)
            throws IOException {
        PostReply reply = new PostReply(response);
        post.begin(free -> {
            if (free) {
                form.take(post, body, reply);
            } else {
                reply.refuse(EngineError.BAD_REQUEST);
            }
        });
        reply.finish(() -> asyncPost(request, response, post));
    }
}
