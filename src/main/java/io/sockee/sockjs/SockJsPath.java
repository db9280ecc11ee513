package io.sockee.sockjs;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path below a prefix is for. Paths are taken as they came over the wire: containers make {@code /} of {@code //} and of
 * {@code /./}, and then a path would be found that is none (sockjs-protocol, "Session URLs").
 */
public sealed interface SockJsPath {

    /** The prefix itself. */
    record Greeting() implements SockJsPath {}

    /** What clients ask for first. */
    record Info() implements SockJsPath {}

    /** The page for frames of other origins' pages; its name may have a version in it. */
    record Iframe() implements SockJsPath {}

    /** A WebSocket without SockJS's frames. */
    record RawWebSocket() implements SockJsPath {}

    /** A WebSocket. Its session's id is of no interest: it is no other than the WebSocket. */
    record WebSocket() implements SockJsPath {}

    /**
     * A request whose answer brings messages.
     *
     * @param session the session's id, chosen by the client: a secret between the two
     */
    record Receive(String session, Transport transport) implements SockJsPath {}

    /**
     * A request that brings messages.
     *
     * @param session as above
     * @param jsonp whether it may be a form, and is answered with {@code ok}
     */
    record Send(String session, boolean jsonp) implements SockJsPath {}

    /** What a prefix may be: a path that needs no encoding, and of which containers make no other. */
    Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)+");

    /** The same in words. */
    String PREFIX_RULE =
            "begin with a slash, end with none, and have letters, digits, '-', '_', '.' and '~' between slashes";

    /** Longer ids are those of no client; they are kept in memory. */
    int LONGEST_ID = 256;

    Pattern IFRAME = Pattern.compile("/iframe[0-9a-z_.-]*\\.html");

    /** Server and session may be anything without slashes and dots; only the session counts. */
    Pattern SESSION = Pattern.compile("/[^/.]+/([^/.]+)/([a-z_]+)");

    Map<String, Transport> RECEIVING = Map.of(
            "xhr", Transport.XHR_POLLING,
            "xhr_streaming", Transport.XHR_STREAMING,
            "eventsource", Transport.EVENTSOURCE,
            "htmlfile", Transport.HTMLFILE,
            "jsonp", Transport.JSONP_POLLING);

    /**
     * What a path is for.
     *
     * @param below what follows the prefix in the request's target, not decoded, without the query
     * @return nothing when there is nothing at that path
     */
    static Optional<SockJsPath> of(String below) {
        String path = below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
        switch (path) {
            case "" -> {
                return Optional.of(new Greeting());
            }
            case "/info" -> {
                return Optional.of(new Info());
            }
            case "/websocket" -> {
                return Optional.of(new RawWebSocket());
            }
            default -> {
                return IFRAME.matcher(path).matches() ? Optional.of(new Iframe()) : ofSession(path);
            }
        }
    }

    private static Optional<SockJsPath> ofSession(String path) {
        Matcher parts = SESSION.matcher(path);
        if (!parts.matches() || parts.group(1).length() > LONGEST_ID) {
            return Optional.empty();
        }
        String session = parts.group(1);
        return switch (parts.group(2)) {
            case "websocket" -> Optional.of(new WebSocket());
            case "xhr_send" -> Optional.of(new Send(session, false));
            case "jsonp_send" -> Optional.of(new Send(session, true));
            default ->
                Optional.ofNullable(RECEIVING.get(parts.group(2))).map(transport -> new Receive(session, transport));
        };
    }
}
