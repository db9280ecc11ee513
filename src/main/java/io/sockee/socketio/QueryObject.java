package io.sockee.socketio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A query string as JSON: an object of strings, and of lists of strings where a name stands there several times. */
final class QueryObject {
    /** What stands behind is left out, as Node does. */
    private static final int MOST_PARAMETERS = 1000;

    private QueryObject() {}

    static String json(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String[] pairs = query.split("&", MOST_PARAMETERS + 1);
        for (int i = 0; i < Math.min(pairs.length, MOST_PARAMETERS); i++) {
            String[] parts = pairs[i].split("=", 2);
            if (!pairs[i].isEmpty()) {
                parameters
                        .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>(1))
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        StringBuilder json = new StringBuilder("{");
        parameters.forEach((name, values) -> {
            quote(name, json.length() == 1 ? json : json.append(','));
            json.append(':');
            if (values.size() == 1) {
                quote(values.get(0), json);
            } else {
                json.append('[');
                for (int i = 0; i < values.size(); i++) {
                    quote(values.get(i), i == 0 ? json : json.append(','));
                }
                json.append(']');
            }
        });
        return json.append('}').toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // not encoded properly: as it is
        }
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
