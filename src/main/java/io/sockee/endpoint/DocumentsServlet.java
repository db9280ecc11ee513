package io.sockee.endpoint;

import io.sockee.api.RefusedException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Documents and pages that the application's settings open to some or to all: each at its path, made once or as often as it changes. Registered when the
 * application starts. Holds no thread while a client reads.
 */
public final class DocumentsServlet extends BodilessServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(DocumentsServlet.class.getName());
    private static final long TIMEOUT_MILLIS = 60_000;

    /** What browsers let pages do that say nothing else. */
    public static final String POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; frame-ancestors 'none'";

    private static final String TEXT = "text/plain; charset=utf-8";

    /**
     * A document.
     *
     * @param secret whether it is for those alone who are let in; a page that has nothing in it is not
     * @param lasting whether it is always the same, so that it is made once
     * @param blocks whether making it blocks
     * @param content makes it for the query of a request; what it refuses cannot be told at the moment
     */
    public record Document(
            String type,
            boolean secret,
            boolean lasting,
            boolean blocks,
            Function<Map<String, String>, byte[]> content) {}

    private final transient Map<String, Document> documents;
    private final transient Readers readers;
    private final String policy;
    private final transient Map<String, byte[]> made = new ConcurrentHashMap<>();

    /**
     * @param documents by their paths
     * @param policy what browsers let them do, as a Content-Security-Policy
     */
    public DocumentsServlet(Map<String, Document> documents, Readers readers, String policy) {
        this.policy = policy;
        this.documents = Map.copyOf(documents);
        this.readers = readers;
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        document(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        document(request, response);
    }

    private void document(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = request.getPathInfo() == null ? "" : request.getPathInfo();
        String path = request.getServletPath() + below;
        Document document = documents.get(path);
        if (document == null && below.isEmpty() && documents.containsKey(path + "/")) {
            response.sendRedirect(request.getContextPath() + path + "/"); // its links are relative
            return;
        }
        if (document == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        AsyncContext async = request.startAsync();
        Answer answer = request.getMethod().equals("HEAD") ? head(async, response) : whole(async, response);
        response.setHeader("Cache-Control", document.secret() ? "private, no-store" : "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", policy);
        Map<String, String> query = Query.parse(request.getQueryString());
        if (!document.secret()) {
            answer(path, document, query, answer, 200);
            return;
        }
        String challenge = readers.challenge(request.getHeader("Authorization"));
        readers.check(request, status -> {
            if (status == 401) {
                response.setHeader("WWW-Authenticate", challenge);
            }
            if (status != 200 || !document.blocks()) {
                answer(path, document, query, answer, status);
                return;
            }
            try {
                readers.pool().execute(() -> answer(path, document, query, answer, status));
            } catch (RejectedExecutionException e) {
                answer(path, document, query, answer, 503);
            }
        });
    }

    /** Sends the answer. */
    private interface Answer {
        void whole(int status, String type, byte[] content);
    }

    private static Answer whole(AsyncContext async, HttpServletResponse response) {
        return new AsyncReply(async, response, TIMEOUT_MILLIS, failed -> {})::whole;
    }

    private static Answer head(AsyncContext async, HttpServletResponse response) {
        return (status, type, content) -> {
            response.setStatus(status);
            response.setContentType(type);
            response.setContentLength(content.length);
            async.complete();
        };
    }

    private void answer(String path, Document document, Map<String, String> query, Answer reply, int status) {
        if (status != 200) {
            reply.whole(status, TEXT, why(status).getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] content;
        try {
            content = document.lasting()
                    ? made.computeIfAbsent(path, name -> document.content().apply(query))
                    : document.content().apply(query);
        } catch (RefusedException e) {
            reply.whole(503, TEXT, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return;
        } catch (RuntimeException | Error e) { // of an application's types, too: nobody else would answer
            LOG.log(Level.ERROR, "The document " + path + " could not be made", e);
            reply.whole(500, TEXT, "It could not be made: see the log.".getBytes(StandardCharsets.UTF_8));
            return;
        }
        reply.whole(200, document.type(), content);
    }

    private static String why(int status) {
        return switch (status) {
            case 401 -> "You are not logged in.";
            case 403 -> "You are not allowed to see this.";
            default -> "Nobody can tell at the moment. Try again later.";
        };
    }
}
