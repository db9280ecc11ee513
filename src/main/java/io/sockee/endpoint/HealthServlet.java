package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever runs the server how it is: 200 or 503, and JSON as MicroProfile Health has it. Everybody may ask; details are told to
 * those alone who may see the metrics, too. Registered when the application starts. Holds no thread while something is looked at.
 */
public final class HealthServlet extends BodilessServlet {
    private static final long serialVersionUID = 1L;
    private static final long TIMEOUT_MILLIS = 30_000;

    /** The answer. */
    public record Answer(int status, String json) {}

    /** Finds an answer out. */
    @FunctionalInterface
    public interface Question {
        /**
         * Tells the answer once, within seconds, on this thread or another.
         *
         * @param details whether it may have details
         */
        void ask(boolean details, Consumer<Answer> then);
    }

    private final transient Map<String, Question> questions;
    private final transient @Nullable Watchers watchers;

    /**
     * @param questions by their paths
     * @param watchers who are told details; null for nobody
     */
    public HealthServlet(Map<String, Question> questions, @Nullable Watchers watchers) {
        this.questions = Map.copyOf(questions);
        this.watchers = watchers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Question question = questions.get(request.getServletPath());
        if (question == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        AsyncReply reply = new AsyncReply(request.startAsync(), response, TIMEOUT_MILLIS, failed -> {});
        Watchers knowing = watchers;
        question.ask(
                knowing != null && knowing.knowsAtOnce(request),
                answer -> reply.whole(
                        answer.status(), "application/json", answer.json().getBytes(StandardCharsets.UTF_8)));
    }
}
