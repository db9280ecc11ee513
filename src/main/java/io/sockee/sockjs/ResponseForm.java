package io.sockee.sockjs;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** How frames look in the answers of one transport (sockjs-protocol, the sections on each transport). Immutable. */
public sealed interface ResponseForm {

    /** The answers' {@code Content-Type}. */
    String type();

    /** Whether an answer brings frames as they come; otherwise it ends with the first. */
    boolean streams();

    /** What an answer that streams begins with, before any frame. */
    byte[] prelude();

    /** A frame as it stands in an answer. */
    byte[] chunk(String frame);

    /** Names of functions that may stand in an answer: nothing else, or whoever asks could have any script served. */
    Pattern CALLBACK = Pattern.compile("[a-zA-Z0-9-_.]{1,32}");

    String JAVASCRIPT = "application/javascript; charset=UTF-8";
    byte[] NONE = new byte[0];

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line for each frame. */
    record Lines(boolean streams) implements ResponseForm {
        /** Internet Explorer shows nothing of an answer before it has 2 KiB. */
        private static final byte[] PRELUDE = utf8("h".repeat(2048) + "\n");

        @Override
        public String type() {
            return JAVASCRIPT;
        }

        @Override
        public byte[] prelude() {
            return streams ? PRELUDE.clone() : NONE;
        }

        @Override
        public byte[] chunk(String frame) {
            return utf8(frame + "\n");
        }
    }

    /**
     * An event for each frame. A frame has no line ends in it: they are escaped, or it would end the event. SockJS's client takes
     * the data for a part of a URI ({@code decodeURI}), so that a percent sign has to be escaped as one.
     */
    record EventSource() implements ResponseForm {
        @Override
        public String type() {
            return "text/event-stream";
        }

        @Override
        public boolean streams() {
            return true;
        }

        @Override
        public byte[] prelude() {
            return utf8("\r\n"); // Opera takes the first line for nothing
        }

        @Override
        public byte[] chunk(String frame) {
            return utf8("data: " + frame.replace("%", "%25") + "\r\n\r\n");
        }
    }

    /**
     * A script for each frame, in a page that never ends.
     *
     * @param callback a name that matches {@link #CALLBACK}
     */
    record HtmlFile(String callback) implements ResponseForm {
        /** Browsers show nothing of a page before it has so many bytes. */
        private static final int LEAST_PAGE = 1024;

        public HtmlFile {
            check(callback);
        }

        @Override
        public String type() {
            return "text/html; charset=UTF-8";
        }

        @Override
        public boolean streams() {
            return true;
        }

        @Override
        public byte[] prelude() {
            String page = """
                    <!doctype html>
                    <html><head>
                      <meta http-equiv="X-UA-Compatible" content="IE=edge" />
                      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
                    </head><body><h2>Don't panic!</h2>
                      <script>
                        document.domain = document.domain;
                        var c = parent.%s;
                        c.start();
                        function p(d) {c.message(d);};
                        window.onload = function() {c.stop();};
                      </script>""".formatted(callback);
            return utf8(page + " ".repeat(Math.max(0, LEAST_PAGE - page.length())) + "\r\n\r\n");
        }

        @Override
        public byte[] chunk(String frame) {
            StringBuilder script = new StringBuilder(frame.length() + 48).append("<script>\np(");
            Quote.appendForScript(script, frame);
            return utf8(script.append(");\n</script>\r\n").toString());
        }
    }

    /**
     * A script that calls a function with the frame.
     *
     * @param callback a name that matches {@link #CALLBACK}
     */
    record Jsonp(String callback) implements ResponseForm {
        public Jsonp {
            check(callback);
        }

        @Override
        public String type() {
            return JAVASCRIPT;
        }

        @Override
        public boolean streams() {
            return false;
        }

        @Override
        public byte[] prelude() {
            return NONE;
        }

        @Override
        public byte[] chunk(String frame) {
            // The comment keeps a file that begins with the callback from being another kind of file (a Flash movie).
            StringBuilder script = new StringBuilder(frame.length() + 64)
                    .append("/**/")
                    .append(callback)
                    .append('(');
            Quote.append(script, frame);
            return utf8(script.append(");\r\n").toString());
        }
    }

    private static void check(String callback) {
        if (!CALLBACK.matcher(callback).matches()) {
            throw new IllegalArgumentException("no name of a function");
        }
    }

    /**
     * The form of a transport's answers.
     *
     * @param callback what the request names, checked; empty for transports that need none
     */
    static ResponseForm of(Transport transport, String callback) {
        return switch (transport) {
            case XHR_POLLING -> new Lines(false);
            case XHR_STREAMING -> new Lines(true);
            case EVENTSOURCE -> new EventSource();
            case HTMLFILE -> new HtmlFile(callback);
            case JSONP_POLLING -> new Jsonp(callback);
            case WEBSOCKET, WEBSOCKET_RAW ->
                throw new IllegalArgumentException(transport.name().toLowerCase(Locale.ROOT) + " has no answers");
        };
    }
}
