package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.sockjs.Answer;
import io.sockee.sockjs.Body;
import io.sockee.sockjs.MessageReader;
import io.sockee.sockjs.SockJsPath;
import io.sockee.sockjs.SockJsSession;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST that brings messages. */
final class SockJsSend implements BodyReader.Taker {
    /** Up to this size, in bytes, a body that has arrived already is read on the spot. */
    private static final int AT_HAND = 8192;

    private final SockJsGateway gateway;
    private final SockJsPath.Send path;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final @Nullable String type;
    private final Optional<HandshakeRequest.Caller> caller;
    private @Nullable AsyncReply reply;
    private @Nullable BodyReader reader;

    /**
     * @param response has the headers of all answers of its session
     */
    SockJsSend(SockJsGateway gateway, SockJsPath.Send path, HttpServletRequest request, HttpServletResponse response) {
        this.gateway = gateway;
        this.path = path;
        this.request = request;
        this.response = response;
        this.type = request.getContentType();
        this.caller = gateway.caller(request);
    }

    /** Reads the body, and answers; does not block. */
    void serve() throws IOException {
        int most = gateway.server().settings().maxPayload();
        long length = request.getContentLengthLong();
        if (session().isEmpty()) {
            gateway.entry().missed(request);
            refuse(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (length > most) {
            refuse(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        if (!BodyReader.isExpected(request)) {
            SockJsAdapter.write(response, take(new byte[0]));
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (length > 0 && length <= AT_HAND && in.available() >= length) {
            SockJsAdapter.write(response, take(in.readNBytes((int) length)));
            return;
        }
        Entry entry = gateway.entry();
        Bodies.Place place = entry.bodies().take(entry.arrivals().of(request).customer());
        AsyncReply later = new AsyncReply(
                request.startAsync(), response, entry.bodies().limits().timeout(length), failed -> abandon());
        BodyReader reading = new BodyReader(in, later, most, entry.bodies(), place, this);
        reply = later;
        reader = reading;
        reading.begin();
    }

    /** The session that the message is for, if it takes messages, and takes them of this client. */
    private Optional<SockJsSession> session() {
        return gateway.server().session(path.session()).filter(session -> session.takes(caller));
    }

    private void refuse(int status) throws IOException {
        gateway.server().events().refused();
        LastWord.refuse(request, response, status, "text/plain", "");
    }

    private void abandon() {
        if (reader != null) {
            reader.abandon();
        }
    }

    private Answer take(byte[] body) {
        MessageReader.Result result =
                Body.read(body, type, path.jsonp(), gateway.server().reader());
        if (result instanceof MessageReader.Result.Refused refused) {
            gateway.server().events().refused();
            return Answer.refused(refused.text());
        }
        SockJsSession session = session().orElse(null);
        if (session == null) {
            return Answer.NOT_FOUND; // it has ended, or is being closed, meanwhile
        }
        session.take(((MessageReader.Result.Messages) result).all());
        return path.jsonp() ? Answer.TAKEN_FORM : Answer.TAKEN;
    }

    @Override
    public void whole(byte[] body) {
        AsyncReply to = reply;
        if (to != null) {
            Answer answer = take(body);
            to.whole(answer.status(), answer.headers().getOrDefault("Content-Type", "text/plain"), answer.bytes());
        }
    }

    @Override
    public void refused(int status) {
        AsyncReply to = reply;
        if (to != null) {
            to.refuse(status, "text/plain", "");
        }
    }

    @Override
    public void gone() {
        // nobody waits for an answer
    }
}
