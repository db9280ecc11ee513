package io.sockee.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets of clients of Socket.IO 2 with MessagePack. Their parser (the versions 2 of {@code socket.io-msgpack-parser}) writes a
 * CONNECT or DISCONNECT as JSON, in a text message, and only what carries arguments in MessagePack. Both are read, as others write all
 * in MessagePack. For one thread at a time; does not block.
 */
final class OldPackedReader implements Wire.Reader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Field names are strangers', who could fill a table of them that all share.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Packet BROKEN = new Packet.Malformed("a text that is no CONNECT or DISCONNECT in JSON");

    private final Wire.Reader packed;

    OldPackedReader(PackedReader packed) {
        this.packed = packed;
    }

    @Override
    public Packet binary(byte[] message) {
        return packed.binary(message);
    }

    @Override
    public Packet text(String frame, int offset) {
        try (JsonParser json = FACTORY.createParser(frame.substring(offset))) {
            return json.nextToken() == JsonToken.START_OBJECT ? new Fields(json).packet() : BROKEN;
        } catch (IOException e) { // no JSON, or past the limits of a reader of it
            return BROKEN;
        }
    }

    /** The fields of one packet; those that are of no account to a server, such as {@code options}, are passed over. */
    private static final class Fields {
        private final JsonParser json;
        private @Nullable String type;
        private @Nullable String namespace;
        private boolean broken;

        Fields(JsonParser json) {
            this.json = json;
        }

        Packet packet() throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                field(name, json.nextToken());
                json.skipChildren();
            }
            if (broken || json.nextToken() != null || type == null || namespace == null) {
                return BROKEN;
            }
            return switch (type) {
                case "0" -> new Packet.Connect(namespace, null);
                case "1" -> new Packet.Disconnect(namespace);
                default -> BROKEN;
            };
        }

        private void field(String name, JsonToken value) throws IOException {
            switch (name) {
                case "type" -> {
                    broken |= type != null || value != JsonToken.VALUE_NUMBER_INT;
                    type = json.getText();
                }
                case "nsp" -> {
                    String text = json.getText();
                    broken |= namespace != null || value != JsonToken.VALUE_STRING || !text.startsWith("/");
                    namespace = text;
                }
                case "data" -> broken |= value != JsonToken.VALUE_NULL; // neither has any in this version
                default -> {
                    // passed over
                }
            }
        }
    }
}
