package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.session.SessionDoor;
import io.sockee.sockjs.Answer;
import io.sockee.sockjs.ResponseForm;
import io.sockee.sockjs.SockJsHeaders;
import io.sockee.sockjs.SockJsPath;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.Transport;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers any request to one SockJS prefix. */
final class SockJsAdapter {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final int TOO_MANY_REQUESTS = 429;

    /** How much longer than until the next heartbeat, in milliseconds, a request may wait that has to have a time-out. */
    private static final long SLACK = 10_000;

    private final SockJsGateway gateway;

    SockJsAdapter(SockJsGateway gateway) {
        this.gateway = gateway;
    }

    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Optional<SockJsPath> found = below(request).flatMap(SockJsPath::of).filter(this::isServed);
        if (found.isEmpty()) {
            refuse(request, response, Answer.NOT_FOUND);
            return;
        }
        SockJsPath path = found.get();
        String method = method(path);
        if (request.getMethod().equals("OPTIONS") && isShared(path) && !BodyReader.isExpected(request)) {
            preflight(request, response, path);
        } else if (!request.getMethod().equals(method)) {
            refuse(request, response, Answer.wrongMethod(isShared(path) ? "OPTIONS, " + method : method));
        } else if (!isPublic(path) && !gateway.entry().allowsOrigin(request)) {
            refuse(request, response, Answer.FORBIDDEN);
        } else if (BodyReader.isExpected(request) && !method.equals(POST)) {
            refuse(request, response, new Answer(400, Map.of(), "")); // nobody would read it
        } else {
            serve(request, response, path);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, SockJsPath path)
            throws IOException, ServletException {
        if (path instanceof SockJsPath.Greeting) {
            write(response, Answer.GREETING);
        } else if (path instanceof SockJsPath.Iframe) {
            write(response, gateway.pages().iframe(request.getHeader("If-None-Match"), Instant.now()));
        } else if (path instanceof SockJsPath.Info) {
            write(response, gateway.pages().info(gateway.entropy().getAsInt()).with(cors(request)));
        } else if (path instanceof SockJsPath.RawWebSocket) {
            webSocket(request, response, true);
        } else if (path instanceof SockJsPath.WebSocket) {
            webSocket(request, response, false);
        } else if (path instanceof SockJsPath.Receive receive) {
            receive(request, response, receive);
        } else if (path instanceof SockJsPath.Send send) {
            if (gateway.entry().isGuessing(request)) {
                refuseGuess(request, response);
                return;
            }
            addHeaders(response, sessionHeaders(request, response));
            new SockJsSend(gateway, send, request, response).serve();
        } else {
            throw new IllegalStateException("not a path: " + path);
        }
    }

    /**
     * What follows the prefix in the request's target, as it came over the wire; nothing when the container has made the prefix
     * of something else.
     */
    private Optional<String> below(HttpServletRequest request) {
        String prefix = request.getContextPath() + gateway.prefix();
        String uri = request.getRequestURI();
        return uri.startsWith(prefix) ? Optional.of(uri.substring(prefix.length())) : Optional.empty();
    }

    private boolean isServed(SockJsPath path) {
        if (path instanceof SockJsPath.RawWebSocket) {
            return has(Transport.WEBSOCKET_RAW);
        } else if (path instanceof SockJsPath.WebSocket) {
            return has(Transport.WEBSOCKET);
        } else if (path instanceof SockJsPath.Receive receive) {
            return has(receive.transport());
        }
        return !(path instanceof SockJsPath.Send send && send.jsonp()) || has(Transport.JSONP_POLLING);
    }

    private boolean has(Transport transport) {
        return gateway.server().settings().has(transport);
    }

    private static String method(SockJsPath path) {
        boolean posts = path instanceof SockJsPath.Send
                || (path instanceof SockJsPath.Receive receive
                        && (receive.transport() == Transport.XHR_POLLING
                                || receive.transport() == Transport.XHR_STREAMING));
        return posts ? POST : GET;
    }

    /** Whether pages of other origins read it by scripts, so that browsers ask before. */
    private static boolean isShared(SockJsPath path) {
        return path instanceof SockJsPath.Info
                || (path instanceof SockJsPath.Send send && !send.jsonp())
                || (path instanceof SockJsPath.Receive && method(path).equals(POST));
    }

    private static boolean isPublic(SockJsPath path) {
        return path instanceof SockJsPath.Greeting || path instanceof SockJsPath.Iframe;
    }

    private void preflight(HttpServletRequest request, HttpServletResponse response, SockJsPath path)
            throws IOException {
        if (!gateway.entry().allowsOrigin(request)) {
            refuse(request, response, Answer.FORBIDDEN);
            return;
        }
        addCookie(request, response, path);
        write(
                response,
                SockJsHeaders.preflight(
                        "OPTIONS, " + method(path),
                        request.getHeader("Origin"),
                        request.getHeader("Access-Control-Request-Headers"),
                        Instant.now()));
    }

    private static Map<String, String> cors(HttpServletRequest request) {
        return SockJsHeaders.cors(request.getHeader("Origin"), request.getHeader("Access-Control-Request-Headers"));
    }

    private void addCookie(HttpServletRequest request, HttpServletResponse response, SockJsPath path) {
        boolean ofSession = path instanceof SockJsPath.Send || path instanceof SockJsPath.Receive;
        // Of a session of this application the cookie is there already, and would lose attributes that nobody tells us.
        if (ofSession && gateway.server().settings().jsessionid() && !request.isRequestedSessionIdValid()) {
            String cookies = String.join("; ", Collections.list(request.getHeaders("Cookie")));
            response.setHeader(
                    "Set-Cookie",
                    SockJsHeaders.jsessionid(
                            cookies, gateway.entry().arrivals().of(request).secure()));
        }
    }

    /** What all answers of a session have. */
    private Map<String, String> sessionHeaders(HttpServletRequest request, HttpServletResponse response) {
        addHeaders(response, SockJsHeaders.NEVER_CACHED);
        addCookie(request, response, new SockJsPath.Send("", false));
        return cors(request);
    }

    // --- Receiving --------------------------------------------------------------------------------------------

    private void receive(HttpServletRequest request, HttpServletResponse response, SockJsPath.Receive path)
            throws IOException {
        Map<String, String> query = Query.parse(request.getQueryString());
        Transport transport = path.transport();
        String callback = "";
        if (transport == Transport.HTMLFILE || transport == Transport.JSONP_POLLING) {
            @Nullable String named = query.getOrDefault("c", query.get("callback"));
            if (named == null || !ResponseForm.CALLBACK.matcher(named).matches()) {
                refuse(
                        request,
                        response,
                        Answer.refused(
                                named == null ? "\"callback\" parameter required" : "invalid \"callback\" parameter"));
                return;
            }
            callback = named;
        }
        SockJsServer server = gateway.server();
        if (gateway.entry().isGuessing(request)) {
            refuseGuess(request, response);
            return;
        }
        boolean opens = server.session(path.session()).isEmpty();
        if (opens && gateway.entry().isFull(request)) {
            gateway.entry().missed(request); // else whoever has no credit left would be told which sessions there are
            HttpAnswers.refuseFull(response);
            return;
        }
        addHeaders(response, sessionHeaders(request, response));
        // Some clients' POSTs have a body all the same, empty or not (Spring's: one in chunks, of which there are
        // none). For as long as
        // it comes the request has to have a time-out, and so cannot stream: its answer ends with the first frame.
        boolean body = BodyReader.isExpected(request);
        ResponseForm form = body ? new ResponseForm.Lines(false) : ResponseForm.of(transport, callback);
        HandshakeRequest handshake = opens ? opened(request, response, query) : gateway.handshake(request, query);
        AsyncContext async = request.startAsync();
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (form.streams()) {
            StreamReply reply = new StreamReply(
                    async,
                    response,
                    form.type(),
                    failed -> server.aborted(path.session(), failed),
                    gateway.entry().gone(request),
                    gateway.entry().takes(request),
                    server.timers());
            server.receive(handshake, path.session(), transport, form, reply.listening());
        } else {
            long longest = server.settings().heartbeatDelay() + SLACK;
            Entry entry = gateway.entry();
            SockJsPoll reply = new SockJsPoll(
                    async,
                    response,
                    form.type(),
                    failed -> server.aborted(path.session(), failed),
                    entry.gone(request),
                    body ? entry.bodies().limits().timeout(request.getContentLengthLong()) + longest : 0);
            Runnable begins = () -> server.receive(handshake, path.session(), transport, form, reply);
            if (body) {
                Bodies.Place place =
                        entry.bodies().take(entry.arrivals().of(request).customer());
                reply.behindBody(request.getInputStream(), entry.bodies(), place, begins);
            } else {
                begins.run();
            }
        }
    }

    private HandshakeRequest opened(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> query) {
        SessionDoor.Opening opening = gateway.opening(request, query);
        opening.setCookie().ifPresent(cookie -> response.addHeader("Set-Cookie", cookie));
        return opening.request();
    }

    // --- WebSockets -------------------------------------------------------------------------------------------

    private void webSocket(HttpServletRequest request, HttpServletResponse response, boolean raw)
            throws IOException, ServletException {
        if (!Entry.isUpgrade(request) || !WebSocketOpening.isComplete(request)) {
            response.setHeader("Connection", "close");
            refuse(request, response, Answer.NO_WEBSOCKET);
            return;
        }
        if (gateway.entry().isFull(request)) {
            response.setHeader("Connection", "close");
            HttpAnswers.refuseFull(response);
            return;
        }
        SockJsServer server = gateway.server();
        SessionDoor.Opening opening = gateway.opening(request, Query.parse(request.getQueryString()));
        WebSocketOpening.open(
                gateway.entry(),
                request,
                response,
                new Upgrading(
                        channel -> Optional.of(server.webSocket(opening.request(), raw, channel)),
                        server.settings().maxPayload(),
                        server.timers(),
                        server.executor(),
                        gateway.entry().executor(),
                        false,
                        opening.setCookie().stream().toList(),
                        Optional.empty()));
    }

    // --- Answers ----------------------------------------------------------------------------------------------

    private static void addHeaders(HttpServletResponse response, Map<String, String> headers) {
        headers.forEach(response::setHeader);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
        gateway.server().events().refused();
        if (BodyReader.isExpected(request)) {
            answer.headers().forEach(response::setHeader);
            LastWord.refuse(request, response, answer.status(), "text/plain", answer.body());
        } else {
            write(response, answer);
        }
    }

    private void refuseGuess(HttpServletRequest request, HttpServletResponse response) throws IOException {
        gateway.server().events().refused();
        LastWord.refuse(request, response, TOO_MANY_REQUESTS, "text/plain", "Too many requests.\n");
    }

    /** A whole answer, at once on the request's thread. */
    static void write(HttpServletResponse response, Answer answer) throws IOException {
        byte[] body = answer.bytes();
        response.setStatus(answer.status());
        addHeaders(response, answer.headers());
        if (mayHaveBody(answer.status())) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static boolean mayHaveBody(int status) {
        return status != HttpServletResponse.SC_NO_CONTENT && status != HttpServletResponse.SC_NOT_MODIFIED;
    }
}
