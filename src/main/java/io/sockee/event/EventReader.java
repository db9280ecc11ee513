package io.sockee.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the JSON of an event or an ack in one streaming pass and notes where its arguments begin. Builds no tree:
 * what a controller does not look at is never parsed into anything. Safe for any thread; does not block.
 */
public final class EventReader {
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUM = "num";

    private final JsonFactory factory;

    /**
     * @param maxDepth how deep arrays and objects may be nested
     */
    public EventReader(int maxDepth) {
        this.factory = JsonFactory.builder()
                // Field names come from strangers, who could fill a table of them that all share.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(Integer.MAX_VALUE) // a message's size is bounded before it gets here
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /**
     * Reads {@code ["name", argument, …]}; a number may stand for the name.
     *
     * @param attachments how many attachments were announced; placeholders must name one of them, each another
     * @return nothing when the text is anything else, is nested too deep, or has a placeholder that names no attachment of its own
     */
    public Optional<Event> event(String json, int attachments) {
        return Optional.ofNullable(read(json, attachments, true));
    }

    /** Reads {@code [argument, …]}; as {@link #event}. */
    public Optional<RawArguments> arguments(String json, int attachments) {
        return Optional.ofNullable(read(json, attachments, false)).map(Event::arguments);
    }

    /** Whether the text is one JSON object. */
    public boolean isObject(String json) {
        try (JsonParser parser = factory.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable Event read(String json, int attachments, boolean named) {
        try (JsonParser parser = factory.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            PlaceholderCheck placeholders = attachments == 0 ? null : new PlaceholderCheck(attachments);
            int[] starts = new int[4];
            int count = 0;
            String name = "";
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    return null;
                }
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = startOf(parser);
                if (named && count == 1) {
                    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
                        return null;
                    }
                    name = parser.getText();
                } else if (token.isStructStart() && !skip(parser, placeholders)) {
                    return null;
                }
            }
            int end = endBefore(json, startOf(parser));
            if (parser.nextToken() != null || (named && count == 0)) {
                return null;
            }
            RawArguments all = new RawArguments(json, Arrays.copyOf(starts, count), end, List.of());
            return new Event(name, named ? all.skip(1) : all);
        } catch (IOException e) {
            return null; // malformed, too deep, a number too long: the caller says what that means
        }
    }

    private static int startOf(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int endBefore(String json, int bracket) {
        int end = bracket;
        while (end > 0 && json.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    /** Passes over an array or object; false when a placeholder in it names no attachment, or one that was named before. */
    private static boolean skip(JsonParser parser, @Nullable PlaceholderCheck placeholders) throws IOException {
        if (placeholders == null) {
            parser.skipChildren();
            return true;
        }
        return placeholders.passes(parser);
    }

    /**
     * Looks at every object on the way for {@code "_placeholder": true} and then for a valid {@code num}. Each attachment may be named once: what
     * is made of a packet would else be larger than it by as many times as it has room for placeholders.
     */
    private static final class PlaceholderCheck {
        private static final int ABSENT = -1;

        private final boolean[] named; // of each attachment
        private boolean[] placeholder = new boolean[8];
        private int[] num = new int[8];
        private int depth;

        PlaceholderCheck(int attachments) {
            this.named = new boolean[attachments];
        }

        /** The parser stands on a start token. */
        boolean passes(JsonParser parser) throws IOException {
            enter();
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return false;
                } else if (token == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value == JsonToken.VALUE_TRUE && field.equals(PLACEHOLDER)) {
                        placeholder[depth] = true;
                    } else if (value == JsonToken.VALUE_NUMBER_INT && field.equals(NUM)) {
                        num[depth] = parser.getText().length() < 9 ? parser.getIntValue() : ABSENT;
                    } else if (value != null && value.isStructStart()) {
                        enter();
                    }
                } else if (token.isStructStart()) {
                    enter();
                } else if (token.isStructEnd()) {
                    if (placeholder[depth] && !names(num[depth])) {
                        return false;
                    }
                    depth--;
                }
            }
            return true;
        }

        private boolean names(int attachment) {
            if (attachment < 0 || attachment >= named.length || named[attachment]) {
                return false;
            }
            named[attachment] = true;
            return true;
        }

        private void enter() {
            depth++;
            if (depth == num.length) {
                num = Arrays.copyOf(num, depth * 2);
                placeholder = Arrays.copyOf(placeholder, depth * 2);
            }
            num[depth] = ABSENT;
            placeholder[depth] = false;
        }
    }
}
