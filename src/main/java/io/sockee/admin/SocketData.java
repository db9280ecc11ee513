package io.sockee.admin;

import io.sockee.routing.ValueCodec;
import java.util.List;
import java.util.Map;

/** Writes what the application has put beside a socket, as far as it can be shown. Runs the application's code: its values' own methods. */
final class SocketData {
    static final String NOTHING = "{}";
    private static final int LARGEST = 4_096;
    private static final int MOST = 64;

    private final ValueCodec codec;

    SocketData(ValueCodec codec) {
        this.codec = codec;
    }

    /** In JSON: of many values the first ones by name, and of large ones only their names. */
    String written(Map<String, Object> data) {
        if (data.isEmpty()) {
            return NOTHING;
        }
        List<String> names = data.keySet().stream().sorted().limit(MOST).toList();
        StringBuilder all = new StringBuilder("{");
        for (String name : names) {
            Object value = data.get(name);
            if (value == null) {
                continue; // taken away meanwhile
            }
            String quoted = Shown.quote(name);
            String json = written(value);
            if (all.length() + quoted.length() + json.length() > LARGEST) {
                json = Shown.quote("(too large to be shown)");
            }
            if (all.length() + quoted.length() + json.length() > LARGEST + 64) {
                break; // not even the names have room
            }
            all.append(all.length() == 1 ? "" : ",").append(quoted).append(':').append(json);
        }
        return all.append('}').toString();
    }

    /** A value of the application's, which may have no form, or one that is another's while it is written. */
    private String written(Object value) {
        try {
            var encoded = codec.encode(value);
            return encoded.attachments().isEmpty() ? encoded.json(0) : Shown.quote("(binary)");
        } catch (RuntimeException e) {
            return Shown.quote("(cannot be shown)");
        }
    }
}
