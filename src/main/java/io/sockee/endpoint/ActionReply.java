package io.sockee.endpoint;

import io.sockee.action.ActionAnswer;
import io.sockee.action.ActionExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers one call of an action, as a whole or in parts. */
final class ActionReply implements ActionExchange {
    /** After how many milliseconds a request that may stream is given up by the container: never, or as good as never. */
    private static final long DAY = 86_400_000;

    private static final String EVENTS = "text/event-stream;charset=utf-8";

    private final ActionGateway gateway;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncReply reply;

    ActionReply(ActionGateway gateway, HttpServletRequest request, HttpServletResponse response, AsyncReply reply) {
        this.gateway = gateway;
        this.request = request;
        this.response = response;
        this.reply = reply;
    }

    /**
     * The container's time-out for a call, in milliseconds; 0 for none. The last resort: body and call have times of their own,
     * after which there is an answer. While a body comes there has to be one.
     *
     * @param body how long the body may take; 0 when there is none
     */
    static long longest(ActionGateway gateway, String action, long body) {
        if (gateway.server().streams(action)) {
            return body == 0 ? 0 : DAY;
        }
        return body + 2 * gateway.timeout();
    }

    @Override
    public void answer(ActionAnswer answer) {
        reply.whole(
                answer.status(),
                answer.type(),
                answer.body().getBytes(StandardCharsets.UTF_8),
                () -> headers(response, answer.headers()));
    }

    @Override
    public EventStream stream(Map<String, String> headers, Runnable gone) {
        headers(response, headers);
        Entry entry = gateway.entry();
        return reply.stream(EVENTS, gone, entry.gone(request), entry.takes(request), gateway.timers());
    }

    static HttpServletResponse headers(HttpServletResponse response, Map<String, String> headers) {
        headers.forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        return response;
    }
}
