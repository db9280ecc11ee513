package io.sockee.endpoint;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Polling by scripts: a poll's answer is a script that calls a function with the packets, a POST is a form with them. */
final class Jsonp {
    private static final String FIELD = "d=";

    private Jsonp() {}

    /**
     * A script with packets.
     *
     * @param number which of the page's functions it calls; all but its digits is left out, so that nobody chooses what is called
     */
    static String script(String number, String packets) {
        StringBuilder script = new StringBuilder(packets.length() + 32).append("___eio[");
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> script.append((char) c));
        script.append("](\"");
        int begin = script.length();
        JsonStringEncoder.getInstance().quoteAsString(packets, script);
        escape('\u2028', "\\u2028", script, begin); // which end a line in old scripts
        escape('\u2029', "\\u2029", script, begin);
        return script.append("\");").toString();
    }

    private static void escape(char c, String as, StringBuilder text, int from) {
        for (int at = text.indexOf(String.valueOf(c), from); at >= 0; at = text.indexOf(String.valueOf(c), at)) {
            text.replace(at, at + 1, as);
        }
    }

    /** The field {@code d} of a form, decoded; null when there is none, or it is not encoded as it should be. */
    static byte @Nullable [] packets(String form) {
        int begin = form.startsWith(FIELD) ? 0 : form.indexOf("&" + FIELD) + 1;
        if (!form.startsWith(FIELD, begin)) {
            return null;
        }
        int end = form.indexOf('&', begin);
        String field = form.substring(begin + FIELD.length(), end < 0 ? form.length() : end);
        try {
            return URLDecoder.decode(field, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Browsers change line ends in forms. So clients write a line feed as {@code \n}, and put one more backslash before what looks
     * so by itself.
     */
    static String unescaped(String field) {
        StringBuilder text = new StringBuilder(field.length());
        int at = 0;
        while (at < field.length()) {
            if (field.startsWith("\\\\n", at)) {
                text.append("\\n");
                at += 3;
            } else if (field.startsWith("\\n", at)) {
                text.append('\n');
                at += 2;
            } else {
                text.append(field.charAt(at++));
            }
        }
        return text.toString();
    }
}
