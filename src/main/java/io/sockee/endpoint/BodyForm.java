package io.sockee.endpoint;

import io.sockee.connection.CloseReason;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.PollingReply;
import io.sockee.engineio.Post;
import io.sockee.websocket.Utf8;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How the body of a POST of a session holds its packets. */
enum BodyForm {
    TEXT,
    /** Of version 3. */
    BYTES,
    /** By a script, which cannot send anything else. */
    FORM;

    /** What stands in a text for what could not be read; or was written so. */
    private static final char REPLACEMENT = '\ufffd';

    /**
     * @param type the header {@code Content-Type}
     * @param script which script it is of; null when it is of none
     */
    static BodyForm of(@Nullable String type, @Nullable String script) {
        if (script != null) {
            return FORM;
        }
        return type != null && type.startsWith("application/octet-stream") ? BYTES : TEXT;
    }

    /** Has a body taken; one that is no UTF-8 ends its session, as it does by WebSocket: else different texts became one. */
    void take(Post post, byte[] body, PollingReply reply) {
        if (this == BYTES) {
            post.body(body, reply);
            return;
        }
        byte[] content = this == FORM ? Jsonp.packets(new String(body, StandardCharsets.ISO_8859_1)) : body;
        String text = content == null ? "" : new String(content, StandardCharsets.UTF_8);
        if (content == null || (text.indexOf(REPLACEMENT) >= 0 && !Utf8.isWellFormed(content))) {
            post.fail(CloseReason.PARSE_ERROR);
            reply.refuse(EngineError.BAD_REQUEST);
        } else {
            post.body(this == FORM ? Jsonp.unescaped(text) : text, reply);
        }
    }
}
