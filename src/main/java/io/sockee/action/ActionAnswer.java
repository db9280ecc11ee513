package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.routing.RefusalKind;
import io.sockee.routing.ValueCodec;
import java.util.HashMap;
import java.util.Map;

/**
 * What a call over HTTP is answered.
 *
 * @param status of HTTP
 * @param type the media type; empty when there is no body
 * @param body JSON
 * @param headers further ones
 */
public record ActionAnswer(int status, String type, String body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    public ActionAnswer {
        headers = Map.copyOf(headers);
    }

    static ActionAnswer result(String json) {
        return new ActionAnswer(200, JSON, json, Map.of());
    }

    static ActionAnswer nothing() {
        return new ActionAnswer(204, "", "", Map.of());
    }

    /** Problem details without a message of the application's. */
    public static ActionAnswer problem(int status, String detail) {
        return new ActionAnswer(status, PROBLEM, Problem.json(status, detail), Map.of());
    }

    /** A refusal in the words that a socket would get. */
    static ActionAnswer refused(RefusedException refusal, ValueCodec codec) {
        int status = status(RefusalKind.of(refusal));
        Map<String, String> headers = switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer");
            case 429, 503 -> Map.of("Retry-After", Long.toString(RefusalKind.seconds(refusal)));
            default -> Map.of();
        };
        return new ActionAnswer(status, PROBLEM, Problem.json(status, refusal, codec), headers);
    }

    /** What came to be known by is no good, or nobody can tell at the moment. */
    static ActionAnswer refusedCaller(RefusedException refusal, String challenge, ValueCodec codec) {
        int status = statusOfCaller(refusal);
        return status == 401
                ? new ActionAnswer(
                        401, PROBLEM, Problem.json(401, refusal, codec), Map.of("WWW-Authenticate", challenge))
                : refused(refusal, codec);
    }

    /** The status that says so: 401, or 429 or 503 when it may be tried again later. */
    public static int statusOfCaller(RefusedException refusal) {
        RefusalKind kind = RefusalKind.of(refusal);
        return kind == RefusalKind.LATER || kind == RefusalKind.TOO_MANY ? status(kind) : 401;
    }

    private static int status(RefusalKind kind) {
        return switch (kind) {
            case INPUT -> 400;
            case NOT_LOGGED_IN -> 401;
            case NOT_ALLOWED -> 403;
            case REFUSED -> 422;
            case FAILED -> 500;
            case TOO_MANY -> 429;
            case LATER -> 503;
        };
    }

    /** The same with one more header. */
    public ActionAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ActionAnswer(status, type, body, more);
    }
}
