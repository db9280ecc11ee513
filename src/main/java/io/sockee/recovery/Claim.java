package io.sockee.recovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a connection that it had, beside its auth payload.
 *
 * @param pid the secret that it was given then
 * @param offset of the last event that it has had; null when it has had none
 * @param auth the auth payload without these; null when there is nothing else in it
 */
public record Claim(
        String pid, @Nullable String offset, @Nullable String auth) {
    private static final String PID = "pid";
    private static final String OFFSET = "offset";
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Reads an auth payload.
     *
     * @param payload a well-formed object in JSON
     * @return nothing when it claims nothing
     */
    public static Optional<Claim> of(@Nullable String payload) {
        if (payload == null || !payload.contains("\"" + PID + "\"")) {
            return Optional.empty();
        }
        String pid = null;
        String offset = null;
        StringBuilder rest = new StringBuilder("{");
        try (JsonParser parser = FACTORY.createParser(payload)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                String name = parser.currentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals(PID)) {
                    pid = parser.getText();
                } else if (isText && name.equals(OFFSET)) {
                    offset = parser.getText();
                } else {
                    parser.skipChildren();
                    parser.finishToken();
                    int end = (int) parser.currentLocation().getCharOffset();
                    rest.append(rest.length() == 1 ? "" : ",").append(payload, begin, end);
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // no JSON after all
        }
        return pid == null
                ? Optional.empty()
                : Optional.of(new Claim(
                        pid,
                        offset,
                        rest.length() == 1 ? null : rest.append('}').toString()));
    }

    /** Without what is in it. */
    @Override
    public String toString() {
        return "a claim";
    }
}
