package io.sockee.sockjs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what clients send: JSON arrays of strings. Safe for any thread; does not block. */
public final class MessageReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Field names come from strangers, who could fill a table of them that all share.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2) // what is nested is seen, and refused
                    .maxStringLength(Integer.MAX_VALUE) // a payload's size is bounded before it gets here
                    .build())
            .build();

    private final int maxMessages;

    /**
     * @param maxMessages how many messages a payload may have
     */
    MessageReader(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    /** What became of a payload. */
    public sealed interface Result {

        /** The messages, in order; there may be none, which some clients send as their heartbeat. */
        record Messages(List<String> all) implements Result {}

        /**
         * It is refused.
         *
         * @param text for the client: one of the two texts of SockJS servers
         */
        record Refused(String text) implements Result {}
    }

    private static final Result EXPECTED = new Result.Refused("Payload expected.");
    static final Result BROKEN = new Result.Refused("Broken JSON encoding.");

    /** Reads the payload of a POST. */
    public Result payload(String json) {
        return read(json, false);
    }

    /** Reads a message of a WebSocket, which may also be one string. */
    Result frame(String json) {
        return read(json, true);
    }

    private Result read(String json, boolean single) {
        if (json.isEmpty()) {
            return EXPECTED;
        }
        String only = OneMessage.of(json);
        if (only != null) {
            return new Result.Messages(List.of(only));
        }
        try (JsonParser parser = JSON.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return EXPECTED; // blanks
            }
            List<String> messages = new ArrayList<>(1);
            if (first == JsonToken.VALUE_STRING && single) {
                messages.add(parser.getText());
            } else if (first != JsonToken.START_ARRAY) {
                return EXPECTED;
            } else if (!readAll(parser, messages)) {
                return EXPECTED;
            }
            return parser.nextToken() == null ? new Result.Messages(messages) : BROKEN;
        } catch (IOException e) {
            return BROKEN;
        }
    }

    /** Reads up to the end of the array; false when something in it is no string, or there are too many. */
    private boolean readAll(JsonParser parser, List<String> messages) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING || messages.size() == maxMessages) {
                return false;
            }
            messages.add(parser.getText());
        }
        return true;
    }
}
