package io.sockee.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.delivery.Accepted;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;

/** The answer to what a website posted: plain text, as it always was, or JSON for whoever asks for it. */
final class SendAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RETRY_SECONDS = 5;

    private record Refusal(String error) {}

    private final AsyncResponse response;
    private final boolean json;

    SendAnswer(AsyncResponse response, boolean json) {
        this.response = response;
        this.json = json;
    }

    /** It is accepted. */
    void accept(Accepted accepted) {
        boolean unused = response.resume(answer(200, "OK", accepted).build());
    }

    /** It is not, and nothing was done. */
    void refuse(int status, String message) {
        Response.ResponseBuilder answer = answer(status, message, new Refusal(message));
        boolean unused =
                response.resume((status == 503 ? answer.header("Retry-After", RETRY_SECONDS) : answer).build());
    }

    private Response.ResponseBuilder answer(int status, String text, Object object) {
        Response.ResponseBuilder answer = Response.status(status).header("Cache-Control", "no-store");
        try {
            return json
                    ? answer.type("application/json").entity(JSON.writeValueAsBytes(object))
                    : answer.type("text/plain;charset=UTF-8").entity(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer has no JSON form", e);
        }
    }
}
