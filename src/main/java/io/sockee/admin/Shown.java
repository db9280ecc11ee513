package io.sockee.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sockee.connection.HandshakeRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sockets as the UI is shown them: without what only their clients may know. */
final class Shown {
    static final JsonMapper JSON = new JsonMapper();
    static final String HIDDEN = "(hidden)";
    private static final int LONGEST = 512;
    private static final int MOST_ROOMS = 100;

    /** Names of headers and parameters whose values log somebody in, or may do so. */
    private static final Pattern SECRET = Pattern.compile(
            "cookie|auth|token|secret|passw|session|credential|signature|assertion|bearer|jwt|csrf|xsrf|ticket|oidc|client-?cert"
                    + "|(^|[-_.])(api[-_]?|access[-_]?)?key$|(^|[-_.])(sid|sig|code|otp|pin|pwd|hmac)$|^sec-websocket-protocol$",
            Pattern.CASE_INSENSITIVE);

    /** Names of headers whose values are URLs, of this request or of the page that it comes from. */
    private static final Pattern URL = Pattern.compile("^referer$|[-_](ur[il]|path)$", Pattern.CASE_INSENSITIVE);

    /** The id of a session of SockJS is part of its URL. */
    private static final Pattern SOCKJS = Pattern.compile(
            "/([^/]+)/[^/]+/(websocket|xhr|xhr_streaming|xhr_send|eventsource|htmlfile|jsonp|jsonp_send)$");

    private Shown() {}

    /** A text as JSON. */
    static String quote(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    /**
     * A socket.
     *
     * @param client tells the sockets of one client from those of others
     * @param data what the application has put beside it, in JSON
     */
    static ObjectNode socket(
            String id,
            String client,
            String transport,
            String namespace,
            String data,
            HandshakeRequest arrival,
            Collection<String> rooms) {
        ObjectNode socket = JSON.createObjectNode()
                .put("id", id)
                .put("clientId", client)
                .put("transport", transport)
                .put("nsp", namespace);
        socket.putRawValue("data", new RawValue(data));
        handshake(socket.putObject("handshake"), arrival);
        ArrayNode all = socket.putArray("rooms");
        all.add(id);
        rooms.stream().filter(room -> !room.equals(id)).limit(MOST_ROOMS).forEach(all::add);
        return socket;
    }

    private static void handshake(ObjectNode to, HandshakeRequest arrival) {
        to.put("address", arrival.address());
        ObjectNode headers = to.putObject("headers");
        arrival.headers().forEach((name, values) -> headers.put(name, header(name, String.join(", ", values))));
        ObjectNode query = to.putObject("query");
        arrival.query().forEach((name, value) -> query.put(name, value(name, value)));
        to.put("issued", arrival.issuedMillis());
        to.put("secure", arrival.secure());
        to.put("time", Instant.ofEpochMilli(arrival.issuedMillis()).toString());
        to.put("url", url(arrival.url()));
        to.put("xdomain", arrival.crossOrigin());
    }

    /** The page that somebody came from may have been a link with which one logs in; and proxies tell what they were asked for. */
    private static String header(String name, String value) {
        return value(name, URL.matcher(name).find() ? url(value) : value);
    }

    private static String value(String name, String value) {
        if (SECRET.matcher(name).find()) {
            return HIDDEN;
        }
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }

    private static String url(String url) {
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        String shown = SOCKJS.matcher(path).replaceFirst("/$1/" + HIDDEN + "/$2");
        if (query < 0) {
            return shown;
        }
        return shown + "?"
                + Stream.of(url.substring(query + 1).split("&"))
                        .map(Shown::parameter)
                        .collect(Collectors.joining("&"));
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0
                ? parameter
                : parameter.substring(0, equals + 1)
                        + value(parameter.substring(0, equals), parameter.substring(equals + 1));
    }

    /** Names as a list in JSON. */
    static String list(Collection<String> names) {
        ArrayNode list = JSON.createArrayNode();
        names.forEach(list::add);
        return list.toString();
    }
}
