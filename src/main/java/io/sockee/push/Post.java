package io.sockee.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.delivery.Message;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.site.Rooms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a website posts: an event for the clients in some rooms. Arguments in JSON are passed on as they are written; those
 * of a form are texts.
 *
 * @param rooms at least one
 */
public record Post(Set<String> rooms, Event event) {

    /** What a form begins with whose sender meant JSON: many clients call a body a form unless they are told otherwise. */
    private static final Pattern JSON = Pattern.compile("\\s*+(?:\\{|%7b)", Pattern.CASE_INSENSITIVE);

    private static final String READ_AS_FORM = "It was read as a form: send Content-Type: application/json.";
    private static final int MAX_ROOMS = 10_000;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int MAX_EVENT = 255;
    private static final int MAX_PLACES = 1000; // how many arguments a form may have, missing ones included
    private static final Set<String> OWN = Set.of("_batch", "_resync", "_settings");

    public Post {
        rooms = Set.copyOf(rooms);
    }

    /** Reads posts. Safe for any thread. */
    public static final class Reader {
        private final JsonFactory factory;
        private final EventReader events;
        private final int maxDepth;

        /**
         * @param maxDepth how deep arguments may be nested
         */
        public Reader(int maxDepth) {
            this.maxDepth = maxDepth;
            this.events = new EventReader(maxDepth);
            this.factory = JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(maxDepth + 2)
                            .maxStringLength(Integer.MAX_VALUE) // a body's size is bounded before
                            .build())
                    .build();
        }

        /**
         * Reads {@code {"rooms": […], "event": "…", "args": […]}}, in UTF-8; rooms and args may each be a single value.
         *
         * @throws PostException when it is anything else
         */
        public Post json(byte[] body) throws PostException {
            String text = text(body);
            Fields fields = new Fields();
            try (JsonParser parser = factory.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw PostException.invalid("The body must be a JSON object.");
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    JsonToken value = parser.nextToken();
                    switch (field) {
                        case "rooms" -> rooms(parser, value, fields.rooms);
                        case "event" -> fields.event = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                        case "args" -> fields.arguments = arguments(slice(parser, text), value);
                        default -> parser.skipChildren();
                    }
                }
                if (parser.nextToken() != null) {
                    throw PostException.invalid("There is something behind the JSON object.");
                }
            } catch (StreamConstraintsException e) {
                throw PostException.invalid("The body is nested too deep, or has too long a number.");
            } catch (IOException e) {
                throw PostException.invalid("The body is no valid JSON.");
            }
            return fields.post();
        }

        private static void rooms(JsonParser parser, @Nullable JsonToken value, Set<String> rooms)
                throws IOException, PostException {
            if (value != JsonToken.START_ARRAY) {
                rooms.add(room(parser, value));
                return;
            }
            for (JsonToken room = parser.nextToken(); room != JsonToken.END_ARRAY; room = parser.nextToken()) {
                rooms.add(room(parser, room));
            }
        }

        private static String room(JsonParser parser, @Nullable JsonToken token) throws IOException, PostException {
            if (token != JsonToken.VALUE_STRING) {
                throw PostException.invalid("Each of the rooms must be a text.");
            }
            return parser.getText();
        }

        /** The text of the value that the parser stands on. */
        private static String slice(JsonParser parser, String text) throws IOException {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            return text.substring(start, (int) parser.currentLocation().getCharOffset());
        }

        private RawArguments arguments(String json, @Nullable JsonToken value) throws PostException {
            String array = value == JsonToken.START_ARRAY ? json : "[" + json + "]";
            return events.arguments(array, 0)
                    .orElseThrow(() -> PostException.invalid("The args are nested too deep, or no valid JSON."));
        }

        /**
         * Reads the fields of a form, with brackets for lists and what is nested, as Rails, PHP, jQuery and Python write them.
         *
         * @throws PostException when a field is missing or not as it must be
         */
        public Post form(byte[] body) throws PostException {
            String text = text(body);
            try {
                return form(text);
            } catch (PostException e) {
                throw JSON.matcher(text).lookingAt() ? e.with(" " + READ_AS_FORM) : e;
            }
        }

        private Post form(String text) throws PostException {
            JsonNode form = FormTree.read(text, maxDepth);
            Fields fields = new Fields();
            JsonNode rooms = form.path("rooms");
            for (JsonNode room : rooms.isContainerNode() ? rooms : java.util.List.of(rooms)) {
                if (!room.isMissingNode()) {
                    if (!room.isTextual()) {
                        throw PostException.invalid("Each of the rooms must be a text.");
                    }
                    fields.rooms.add(room.textValue());
                }
            }
            fields.event = form.path("event").textValue();
            JsonNode arguments = form.path("args");
            if (arguments instanceof ObjectNode numbered) {
                arguments = FormTree.positions(numbered, MAX_PLACES)
                        .<JsonNode>map(list -> list)
                        .orElse(numbered);
            }
            if (!arguments.isMissingNode()) {
                fields.arguments = arguments(
                        arguments.toString(), arguments.isArray() ? JsonToken.START_ARRAY : JsonToken.START_OBJECT);
            }
            return fields.post();
        }

        private static String text(byte[] body) throws PostException {
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            } catch (CharacterCodingException e) {
                throw PostException.invalid("The body is not in UTF-8.");
            }
            if (text.startsWith(BYTE_ORDER_MARK)) { // as everywhere: it is no JSON (RFC 8259, 8.1), nor a field's name
                throw PostException.invalid("The body begins with a byte order mark: send it without.");
            }
            return text;
        }
    }

    private static final class Fields {
        private final Set<String> rooms = new LinkedHashSet<>();
        private @Nullable String event;
        private RawArguments arguments = RawArguments.NONE;

        Post post() throws PostException {
            if (event == null || event.isBlank()) {
                throw PostException.invalid("There is no event: a text that names it.");
            }
            if (!Rooms.isUnicode(event)) {
                throw PostException.invalid("The event's name has half a character.");
            }
            if (event.length() > MAX_EVENT || Event.isReserved(event) || Event.isOwn(event) || OWN.contains(event)) {
                throw PostException.invalid("The event must not be named so: names that Socket.IO or Sockee keep for"
                        + " themselves, or of more than " + MAX_EVENT + " characters.");
            }
            if (rooms.isEmpty()) {
                throw PostException.invalid("There are no rooms.");
            }
            if (rooms.size() > MAX_ROOMS) {
                throw PostException.invalid("There are more than " + MAX_ROOMS + " rooms.");
            }
            if (!Rooms.areValid(rooms)) {
                throw PostException.invalid("Each of the rooms must have 1 to " + Rooms.MAX_LENGTH
                        + " characters, no control characters, no half ones, and no space at its end.");
            }
            if (arguments.length()
                    > Message.MAX_PAYLOAD - 8 * MAX_EVENT) { // the name may be escaped, and an id be added
                throw PostException.tooLarge("The args take more than 1 MiB.");
            }
            return new Post(rooms, new Event(event, arguments));
        }
    }
}
