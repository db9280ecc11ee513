package io.sockee.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.sockee.auth.Account;
import io.sockee.auth.AuthAnswer;
import io.sockee.auth.AuthRequest;
import io.sockee.identity.AuthException;
import io.sockee.identity.Issued;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers with their status and JSON. The JSON is written here, since servers would write it differently. */
final class HttpAnswer {
    private static final int RETRY_THROTTLED_SECONDS = 60;

    /** Short, since what is away or busy may be back at any moment. */
    private static final int RETRY_UNAVAILABLE_SECONDS = 5;

    private HttpAnswer() {}

    private record OfCheck(
            boolean ok,
            boolean err,
            long res,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String token) {}

    /** A login has begun. */
    static Response of(int status, Issued issued) {
        return json(status, AuthAnswer.success(Account.of(issued))).build();
    }

    static Response of(int status, AuthAnswer answer) {
        Response.ResponseBuilder response = json(status, answer);
        return switch (status) {
            case 429 -> response.header("Retry-After", RETRY_THROTTLED_SECONDS).build();
            case 503 ->
                response.header("Retry-After", RETRY_UNAVAILABLE_SECONDS).build();
            default -> response.build();
        };
    }

    /** An answer to a request whose body may still be coming: the connection ends with it. */
    static Response ofBrokenOff(int status, AuthAnswer answer) {
        return Response.fromResponse(of(status, answer))
                .header("Connection", "close")
                .build();
    }

    /** A token is good. */
    static Response ofCheck(long userId, @Nullable String renewed) {
        return json(200, new OfCheck(true, false, userId, renewed)).build();
    }

    /** Somebody is not let in. */
    static Response of(AuthException refusal) {
        return of(status(refusal), AuthAnswer.failure(refusal.text()));
    }

    static int status(AuthException refusal) {
        return switch (refusal.kind()) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case TAKEN -> 409;
            case THROTTLED -> 429;
            case UNAVAILABLE -> 503;
            case ABSENT -> 404;
        };
    }

    private static Response.ResponseBuilder json(int status, Object body) {
        try {
            return Response.status(status).type("application/json").entity(AuthRequest.JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer has no JSON form", e);
        }
    }
}
