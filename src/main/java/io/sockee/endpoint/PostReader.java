package io.sockee.endpoint;

import io.sockee.connection.CloseReason;
import io.sockee.engineio.EngineSession;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a POST as it comes, without blocking a thread, and never more than allowed. */
final class PostReader implements ReadListener {
    private final ServletInputStream in;
    private final EngineSession session;
    private final AsyncReply reply;
    private final int maxPayload;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private final byte[] buffer = new byte[4096];
    private boolean done;

    PostReader(ServletInputStream in, EngineSession session, AsyncReply reply, int maxPayload) {
        this.in = in;
        this.session = session;
        this.reply = reply;
        this.maxPayload = maxPayload;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!done && in.isReady() && !in.isFinished()) {
            int count = in.read(buffer);
            if (count > 0) {
                if (body.size() + count > maxPayload) {
                    done = true;
                    session.abandonPost();
                    reply.status(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                } else {
                    body.write(buffer, 0, count);
                }
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (!done) {
            done = true;
            session.post(body.toString(StandardCharsets.UTF_8), reply);
        }
    }

    @Override
    public void onError(Throwable failure) {
        done = true;
        session.postFailed(CloseReason.TRANSPORT_ERROR);
    }
}
