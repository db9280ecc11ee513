package io.sockee.conformance;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tests of the official Engine.IO client talk to: an echo that greets, knows three words, and sets cookies. */
final class EngineSuite implements ConnectionListener {
    private static final String MESSAGE = "4";
    private static final byte[] FIVE_BYTES = {0, 1, 2, 3, 4};
    private static final String CYRILLIC = "пойду спать всем спокойной ночи";

    /** The cookies of the last POST of each session, an empty text for none. */
    private static final Map<String, String> COOKIES = new ConcurrentHashMap<>();

    private final EngineSession connection;

    EngineSuite(EngineSession connection) {
        this.connection = connection;
    }

    @Override
    public void onOpen() {
        send("hi");
    }

    /** Looks at a request before it is served: a first one is given cookies, those of later ones are kept for who asks for them. */
    static void prepare(HttpServletRequest request, HttpServletResponse response, EngineServer server) {
        String sid = sid(request.getQueryString());
        if (sid.isEmpty()) {
            String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
            response.addHeader("Set-Cookie", "1=1; Max-Age=86400");
            response.addHeader("Set-Cookie", "2=2; Path=/; HttpOnly; Secure; SameSite=Strict");
            response.addHeader("Set-Cookie", "3=3; Max-Age=0");
            response.addHeader("Set-Cookie", "4=4; Expires=" + now);
        } else if (request.getMethod().equals("POST") && server.session(sid).isPresent()) {
            String cookies = request.getHeader("Cookie");
            COOKIES.put(sid, cookies == null ? "" : cookies);
            if (server.session(sid).isEmpty()) { // it has ended meanwhile, and looked for them before they were there
                COOKIES.remove(sid);
            }
        }
    }

    /** Not by the request's parameters: these may be in its body, which is the session's. */
    static String sid(@Nullable String query) {
        return Stream.of(query == null ? new String[0] : query.split("&", -1))
                .filter(parameter -> parameter.startsWith("sid="))
                .map(parameter -> parameter.substring("sid=".length()))
                .findFirst()
                .orElse("");
    }

    @Override
    public void onText(String frame, int offset) {
        switch (frame.substring(offset)) {
            case "give binary" -> connection.send(Frames.of(connection.frame(FIVE_BYTES)));
            case "give utf8" -> send(CYRILLIC);
            case "sendHeaders" -> send(headers());
            default -> connection.send(Frames.text(frame));
        }
    }

    @Override
    public void onBinary(byte[] message) {
        connection.send(Frames.of(connection.frame(message)));
    }

    @Override
    public void onClose(CloseReason reason) {
        COOKIES.remove(connection.sid());
    }

    private void send(String text) {
        connection.send(Frames.text(MESSAGE + text));
    }

    /** Of the headers of the POST that has brought this message the tests look at one. */
    private String headers() {
        String cookies = COOKIES.getOrDefault(connection.sid(), "");
        return cookies.isEmpty()
                ? "{}"
                : "{\"cookie\":\"" + cookies.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
}
