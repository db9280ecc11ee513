package io.sockee.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query string. The container's own parameters are not used: they would read the body of a form as well.
 */
final class Query {
    private Query() {}

    /** The decoded parameters, the last value of each; a text that is not encoded properly is taken as it is. */
    static Map<String, String> parse(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        int begin = 0;
        while (query != null && begin <= query.length()) {
            int and = query.indexOf('&', begin);
            int end = and < 0 ? query.length() : and;
            int equals = query.indexOf('=', begin);
            if (equals < 0 || equals > end) {
                equals = end;
            }
            if (equals > begin) {
                String value = query.substring(Math.min(equals + 1, end), end);
                parameters.put(decode(query.substring(begin, equals)), decode(value));
            }
            begin = end + 1;
        }
        return parameters;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
