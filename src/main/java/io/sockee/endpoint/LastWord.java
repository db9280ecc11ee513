package io.sockee.endpoint;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Refuses a request whose body may still be on its way: the answer goes out at once, and what comes of the body is
 * thrown away for a moment, so that the client gets to read it. Then the connection ends. To leave the body to the
 * container would let the client hold a thread: WildFly waits for the rest of it before it ends a request.
 */
public final class LastWord implements ReadListener, AsyncListener {
    private static final Logger LOG = System.getLogger(LastWord.class.getName());

    /** Milliseconds that a client has to take its answer. */
    private static final long LINGER = 1_000;

    private final AsyncContext async;
    private final ServletInputStream in;
    private final byte[] buffer = new byte[4096];

    private LastWord(AsyncContext async, ServletInputStream in) {
        this.async = async;
        this.in = in;
    }

    /** Answers, on the request's thread; nothing else may be done with the request. */
    public static void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, String type, String body)
            throws IOException {
        RetryAfter.add(response, status);
        if (!BodyReader.isExpected(request)) {
            HttpAnswers.answer(response, status, type, body);
            return;
        }
        response.setHeader("Connection", "close");
        AsyncContext async = request.startAsync();
        async.setTimeout(LINGER);
        ServletInputStream in = request.getInputStream();
        LastWord last = new LastWord(async, in);
        async.addListener(last);
        HttpAnswers.answer(response, status, type, body);
        response.flushBuffer();
        in.setReadListener(last);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished() && in.read(buffer) >= 0) {
            // nobody wants it
        }
    }

    @Override
    public void onAllDataRead() {
        complete();
    }

    @Override
    public void onError(Throwable failure) {
        complete();
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The container has ended the request itself", e);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (!UnreadBody.holdsThread(async.getRequest())) {
            complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // as it should be
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
