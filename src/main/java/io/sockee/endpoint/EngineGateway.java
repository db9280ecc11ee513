package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineRefusal;
import io.sockee.engineio.EngineRequest;
import io.sockee.engineio.EngineServer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the adapters of one Engine.IO path share.
 *
 * @param entry what they share with all other paths
 * @param rules what the application says about requests that begin connections
 * @param cookie the name of a cookie that carries the session's id, if one is wanted
 * @param servesClient whether the files of clients are served there
 * @param jsonp whether clients may poll by scripts
 * @param compression compresses answers to polls, where that is wanted
 */
public record EngineGateway(
        EngineServer server,
        Entry entry,
        HandshakeRules rules,
        Optional<String> cookie,
        boolean servesClient,
        boolean jsonp,
        Optional<PollCompression> compression) {
    private static final Supplier<Optional<String>> NOBODY = Optional::empty;
    private static final int MAX_WORD = 100;

    /** Which script a poll, or a POST of a form, is of; null when it is of none, or such are not served. */
    @Nullable
    String script(Map<String, String> query) {
        return jsonp ? query.get("j") : null;
    }

    /** Why the request must be refused, or nothing when it may go on. */
    Optional<EngineRefusal> check(HttpServletRequest request, Map<String, String> query) {
        Optional<EngineRefusal> refusal = server.check(
                new EngineRequest(
                        request.getMethod(),
                        query.get("transport"),
                        query.get("EIO"),
                        query.get("sid"),
                        Entry.isUpgrade(request),
                        request.getHeader("Origin"),
                        allowsOrigin(request)),
                rules.asksFirst() ? () -> rules.refusal(entry.handshake(request, query)) : NOBODY);
        refusal.ifPresent(why -> refused(why, request, query));
        return refusal;
    }

    /** A request was refused: tells who wants to know. */
    void refused(EngineRefusal refusal, HttpServletRequest request, Map<String, String> query) {
        if (rules.isTold()) {
            rules.refused(refusal, context(request, query));
        }
    }

    private Map<String, String> context(HttpServletRequest request, Map<String, String> query) {
        Map<String, String> context = new HashMap<>();
        context.put("address", entry.arrivals().of(request).address());
        put(context, "method", request.getMethod());
        put(context, "transport", query.get("transport"));
        put(context, "EIO", query.get("EIO"));
        put(context, "origin", request.getHeader("Origin"));
        return Map.copyOf(context);
    }

    private static void put(Map<String, String> context, String name, @Nullable String word) {
        if (word != null) {
            context.put(name, word.length() > MAX_WORD ? word.substring(0, MAX_WORD) : word);
        }
    }

    /** The id of a connection that a checked request begins; nothing when the request must be refused. */
    Optional<String> newSid(HandshakeRequest handshake) {
        return rules.sid(server, handshake);
    }

    /** Whether a request that {@linkplain #check passed} would begin one connection too many. */
    boolean isFull(HttpServletRequest request, Map<String, String> query) {
        return query.getOrDefault("sid", "").isEmpty() && entry.isFull(request);
    }

    /** Whether the page that the request comes from may connect. */
    public boolean allowsOrigin(HttpServletRequest request) {
        return entry.allowsOrigin(request);
    }

    /** The value of {@code Set-Cookie} that tells a session's id, if a cookie is wanted. */
    Optional<String> cookieHeader(String sid, boolean secure) {
        return cookie.map(name -> name + "=" + sid + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }
}
