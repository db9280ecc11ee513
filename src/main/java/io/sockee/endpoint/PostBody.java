package io.sockee.endpoint;

import io.sockee.engineio.EngineError;
import io.sockee.engineio.Post;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The body of a POST of a session, when it did not come with its head. */
final class PostBody implements BodyReader.Taker {
    private final EngineGateway gateway;
    private final Post post;
    private final BodyForm form;
    private final AsyncReply reply;
    private @Nullable BodyReader reader;

    PostBody(
            EngineGateway gateway, Post post, BodyForm form, HttpServletRequest request, HttpServletResponse response) {
        this.gateway = gateway;
        this.post = post;
        this.form = form;
        long timeout = gateway.entry().bodies().limits().timeout(request.getContentLengthLong());
        this.reply = new AsyncReply(request.startAsync(), response, timeout, failed -> failed());
    }

    /** Reads the body, unless another POST is under way, which ends the session. Does not block. */
    void read(ServletInputStream in, Bodies.Place place) {
        BodyReader reading = new BodyReader(
                in,
                reply,
                gateway.server().settings().maxPayload(),
                gateway.entry().bodies(),
                place,
                this);
        reader = reading;
        post.begin(free -> {
            if (free) {
                reading.begin();
            } else {
                reading.discard();
                reply.refuse(EngineError.BAD_REQUEST);
            }
        });
    }

    private void failed() {
        if (reader != null) {
            reader.abandon();
        }
        post.gone();
    }

    @Override
    public void arriving() {
        post.arriving();
    }

    @Override
    public void whole(byte[] body) {
        form.take(post, body, reply);
    }

    @Override
    public void refused(int status) {
        if (status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
            post.abandon();
        } else {
            post.gone();
        }
        if (status == HttpServletResponse.SC_BAD_REQUEST) {
            reply.refuse(status, "application/json", EngineError.BAD_REQUEST.json());
        } else {
            reply.refuse(status, "text/plain", "");
        }
    }

    @Override
    public void gone() {
        post.gone();
    }
}
