package io.sockee.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What a client makes of what it hears: it fails when that does not fit together. */
final class Roster {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> refs = new HashSet<>();
    private boolean begun;

    void hear(String message) {
        JsonNode told;
        try {
            told = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new AssertionError(message, e);
        }
        if (told.has("state")) {
            refs.clear();
            begun = true;
        } else if (!begun) {
            throw new AssertionError("a change before the state: " + message);
        }
        each(told.path("state"), this::add);
        each(told.path("left"), ref -> {
            if (!refs.remove(ref)) {
                throw new AssertionError("not here: " + ref);
            }
        });
        each(told.path("joined"), this::add);
    }

    private void add(String ref) {
        if (!refs.add(ref)) {
            throw new AssertionError("here already: " + ref);
        }
    }

    private static void each(JsonNode keys, Consumer<String> ref) {
        keys.forEach(all -> all.forEach(one -> ref.accept(one.get("ref").asText())));
    }

    Set<String> refs() {
        return refs;
    }
}
