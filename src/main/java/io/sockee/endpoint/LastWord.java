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
 * Refuses a request whose body may still be on its way: the answer goes out at once, and for a moment the rest of the body is
 * read and thrown away, so that the client gets to read the answer. Then the connection ends. If the body were left to the
 * container, the client could hold a thread where containers wait for the rest of it ({@link UnreadBody}).
 */
public final class LastWord implements ReadListener, AsyncListener {
    private static final Logger LOG = System.getLogger(LastWord.class.getName());

    /** Milliseconds that the client has to read the answer. */
    private static final long LINGER = 1_000;

    private final AsyncContext async;
    private final ServletInputStream in;
    private final byte[] buffer = new byte[4096];

    private LastWord(AsyncContext async, ServletInputStream in) {
        this.async = async;
        this.in = in;
    }

    /** Answers. Called on the request's thread; after it nothing else may be done with the request. */
    public static void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, String type, String body)
            throws IOException {
        RetryAfter.add(response, status);
        if (BodyReader.isExpected(request)) {
            response.setHeader("Connection", "close");
        }
        if (!BodyReader.isExpected(request) || !UnreadBody.holdsThread(request) || !request.isAsyncSupported()) {
            HttpAnswers.answer(response, status, type, body);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(LINGER);
        ServletInputStream in = request.getInputStream();
        LastWord last = new LastWord(async, in);
        async.addListener(last);
        try {
            HttpAnswers.answer(response, status, type, body);
            response.flushBuffer();
            in.setReadListener(last);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client that was refused has gone", e);
            last.complete();
        }
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

    /** Nobody completes it here: so the container cuts the connection. */
    @Override
    public void onTimeout(AsyncEvent event) {
        // see UnreadBody
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
