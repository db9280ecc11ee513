package io.sockee.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.delivery.Accepted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** The answer to a website's post: plain text, or JSON when the request asks for it. Given once, on any thread. */
final class SendAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RETRY_SECONDS = 5;

    private record Refusal(String error) {}

    private final AsyncResponse response;
    private final boolean json;

    static final String JSON_TYPE = "application/json";
    static final String TEXT_TYPE = "text/plain;charset=UTF-8";

    /** Whether the request asks for JSON. */
    static boolean isJsonWanted(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(JSON_TYPE);
    }

    /** A refusal as JSON. */
    static String json(String message) {
        try {
            return JSON.writeValueAsString(new Refusal(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer has no JSON form", e);
        }
    }

    SendAnswer(AsyncResponse response, boolean json) {
        this.response = response;
        this.json = json;
    }

    /** The message has been accepted. */
    void accept(Accepted accepted) {
        boolean unused = response.resume(answer(200, "OK", accepted).build());
    }

    /** The message has not been accepted. */
    void refuse(int status, String message) {
        boolean unused = response.resume(refusal(status, message).build());
    }

    /** The same for a request whose body may still be coming: the connection ends with the answer. */
    void breakOff(int status, String message) {
        boolean unused = response.resume(
                refusal(status, message).header("Connection", "close").build());
    }

    private Response.ResponseBuilder refusal(int status, String message) {
        Response.ResponseBuilder answer = answer(status, message, new Refusal(message));
        return status == 503 ? answer.header("Retry-After", RETRY_SECONDS) : answer;
    }

    private Response.ResponseBuilder answer(int status, String text, Object object) {
        Response.ResponseBuilder answer = Response.status(status).header("Cache-Control", "no-store");
        try {
            return json
                    ? answer.type(JSON_TYPE).entity(JSON.writeValueAsBytes(object))
                    : answer.type(TEXT_TYPE).entity(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer has no JSON form", e);
        }
    }
}
