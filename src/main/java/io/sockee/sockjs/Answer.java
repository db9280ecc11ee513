package io.sockee.sockjs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer to a request.
 *
 * @param headers names and values, {@code Content-Type} among them where there is one
 */
public record Answer(int status, Map<String, String> headers, String body) {
    static final String TEXT = "text/plain; charset=UTF-8";

    private static final String CONTENT_TYPE = "Content-Type";

    /** An answer with a type and no further headers. */
    static Answer of(int status, String type, String body) {
        return new Answer(status, Map.of(CONTENT_TYPE, type), body);
    }

    /** There is nothing at the path, or it is switched off. */
    public static final Answer NOT_FOUND = of(404, TEXT, "404 Error: Page not found\n");

    /** A client at the prefix itself is a person. */
    public static final Answer GREETING = of(200, TEXT, "Welcome to SockJS!\n");

    /** The messages of a POST have been taken. Firefox would take an answer without a type for XML. */
    public static final Answer TAKEN = of(204, TEXT, "");

    /** The same for a form, whose answer some browsers want to see. */
    public static final Answer TAKEN_FORM = of(200, TEXT, "ok");

    /** A request to a WebSocket's path that asks for none, or not properly. */
    public static final Answer NO_WEBSOCKET = of(400, TEXT, "Not a valid websocket request");

    /** Pages of this origin may not connect. */
    public static final Answer FORBIDDEN = of(403, TEXT, "Forbidden");

    /**
     * What a request brings is not what it should.
     *
     * @param text for the client, one of those of SockJS servers
     */
    public static Answer refused(String text) {
        return of(500, TEXT, text);
    }

    /**
     * The path has other methods.
     *
     * @param allowed their names
     */
    public static Answer wrongMethod(String allowed) {
        return new Answer(405, Map.of("Allow", allowed), "");
    }

    /** The same with more headers. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }

    /** The body's bytes. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    public Answer {
        headers = Map.copyOf(headers);
    }
}
