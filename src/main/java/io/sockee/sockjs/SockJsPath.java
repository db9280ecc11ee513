package io.sockee.sockjs;

import java.util.Map;
import java.util.Optional;
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

    String IFRAME_BEGIN = "/iframe";
    String IFRAME_END = ".html";

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
                return isIframe(path) ? Optional.of(new Iframe()) : ofSession(path);
            }
        }
    }

    /** Whether it is {@code /iframe.html}, with letters, digits and {@code _.-} before the dot. */
    private static boolean isIframe(String path) {
        int end = path.length() - IFRAME_END.length();
        if (end < IFRAME_BEGIN.length() || !path.startsWith(IFRAME_BEGIN) || !path.endsWith(IFRAME_END)) {
            return false;
        }
        for (int i = IFRAME_BEGIN.length(); i < end; i++) {
            char c = path.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** {@code /server/session/transport}: server and session may be anything without slashes and dots; only the session counts. */
    private static Optional<SockJsPath> ofSession(String path) {
        int server = path.indexOf('/', 1);
        int session = path.indexOf('/', server + 1);
        if (!path.startsWith("/")
                || server < 2
                || session < server + 2
                || session - server - 1 > LONGEST_ID
                || path.lastIndexOf('.') >= 0) {
            return Optional.empty();
        }
        String id = path.substring(server + 1, session);
        String transport = path.substring(session + 1);
        return switch (transport) {
            case "websocket" -> Optional.of(new WebSocket());
            case "xhr_send" -> Optional.of(new Send(id, false));
            case "jsonp_send" -> Optional.of(new Send(id, true));
            default -> Optional.ofNullable(RECEIVING.get(transport)).map(by -> new Receive(id, by));
        };
    }
}
