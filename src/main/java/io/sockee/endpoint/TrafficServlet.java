package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Begins, shows and ends watches of the traffic log, for those who may. Registered when the application starts, if anybody may. Pages
 * of other origins may not, whoever looks at them.
 */
public final class TrafficServlet extends BodilessServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(TrafficServlet.class.getName());
    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");
    private static final long TIMEOUT_MILLIS = 30_000;

    /** An answer in JSON. */
    public record Told(int status, String json) {}

    /** What is asked. */
    @FunctionalInterface
    public interface Question {
        /**
         * Answers; does not block.
         *
         * @param method GET, POST or DELETE
         * @param who who asks, as far as is known, and from where
         */
        Told ask(String method, Map<String, String> query, String who);
    }

    private final transient Entry entry;
    private final transient Readers readers;
    private final transient Question question;

    public TrafficServlet(Entry entry, Readers readers, Question question) {
        this.entry = entry;
        this.readers = readers;
        this.question = question;
    }

    @Override
    protected void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        AsyncReply reply = new AsyncReply(request.startAsync(), response, TIMEOUT_MILLIS, failed -> {});
        if (!METHODS.contains(method)) {
            response.setHeader("Allow", "GET, POST, DELETE");
            tell(reply, 405, "It is asked by GET, POST or DELETE.");
            return;
        }
        if (!entry.trusts(request)) {
            tell(reply, 403, "Pages of this origin may not ask.");
            return;
        }
        String challenge = readers.challenge(request.getHeader("Authorization"));
        Map<String, String> query = Query.parse(request.getQueryString());
        String address = entry.arrivals().of(request).address();
        readers.ask(request, (status, who) -> {
            if (status == 401) {
                response.setHeader("WWW-Authenticate", challenge);
            }
            if (status == 200) {
                answer(reply, method, query, (who.isEmpty() ? "somebody" : who) + " at " + address);
            } else {
                tell(reply, status, why(status));
            }
        });
    }

    private void answer(AsyncReply reply, String method, Map<String, String> query, String who) {
        try {
            Told told = question.ask(method, query, who);
            reply.whole(told.status(), "application/json", told.json().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException | Error e) { // nobody else would answer
            LOG.log(Level.ERROR, "The traffic log could not answer", e);
            tell(reply, 500, "It could not be told: see the log.");
        }
    }

    /** @param why without a character that JSON would have to escape */
    private static void tell(AsyncReply reply, int status, String why) {
        reply.whole(status, "application/json", ("{\"error\":\"" + why + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String why(int status) {
        return switch (status) {
            case 401 -> "You are not known, or not logged in.";
            case 403 -> "You are not allowed to see this.";
            default -> "Nobody can tell at the moment. Try again later.";
        };
    }
}
