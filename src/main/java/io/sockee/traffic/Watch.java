package io.sockee.traffic;

import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One watch and what it has written down. Safe for any thread. */
final class Watch {
    /** How many open questions are remembered; when there are more, no answer is shown any more. */
    static final int MAX_QUESTIONS = 1_000;

    /** How many chars of payloads a watch may have written down; then it ends. */
    static final int MAX_CHARS = 4_000_000;

    /** What the payload of a packet is that holds, or may hold, a secret. */
    private static final String LINES = "lines";

    private static final String HIDDEN = "(hidden)";

    /** A question. */
    private record Question(String socket, Line.Way way, long ackId) {}

    /** What becomes of the answer to a question. */
    private enum Answer {
        SHOWN,
        HIDDEN,
        /** Two questions had that id at a time: nobody can tell which is answered, now or later. */
        DOUBTFUL
    }

    private final long id;
    private final Wish wish;
    private final long until;

    // Guarded by this.
    private final List<Line> lines = new ArrayList<>();
    private final Map<Question, Answer> open = new HashMap<>();
    private boolean overflowed;
    private int chars;
    private @Nullable String end;
    private Timers.Timer timer = () -> {};

    /** @param until when it ends, in milliseconds since the epoch */
    Watch(long id, Wish wish, long until) {
        this.id = id;
        this.wish = wish;
        this.until = until;
    }

    long id() {
        return id;
    }

    boolean isOf(Socket socket) {
        return switch (wish.whose()) {
            case SOCKET -> socket.id().equals(wish.id());
            case USER -> socket.user().map(User::id).filter(wish.id()::equals).isPresent();
        };
    }

    /**
     * Writes a packet down.
     *
     * @param secret whether it may hold a secret
     * @return why it was the last one; null when it was not
     */
    synchronized @Nullable String event(
            long millis,
            Line.Way way,
            Socket socket,
            String event,
            RawArguments arguments,
            long ackId,
            boolean secret) {
        if (wish.payload() > 0 && ackId != Wire.NO_ACK) {
            ask(new Question(socket.id(), way, ackId), secret);
        }
        return add(millis, way, Line.Kind.EVENT, socket, event, arguments, ackId, secret);
    }

    private void ask(Question question, boolean secret) {
        if (open.containsKey(question)) {
            open.put(question, Answer.DOUBTFUL);
        } else if (open.size() < MAX_QUESTIONS) {
            open.put(question, secret ? Answer.HIDDEN : Answer.SHOWN);
        } else {
            overflowed = true;
        }
    }

    /** Whether the answer to a question may be shown. */
    private boolean isShown(Question question) {
        Answer answer = open.get(question);
        if (answer != Answer.DOUBTFUL) {
            open.remove(question);
        }
        return answer == Answer.SHOWN && !overflowed;
    }

    /** The same of an answer, which is shown if its question was: it may tell a secret that was asked for. */
    synchronized @Nullable String ack(long millis, Line.Way way, Socket socket, RawArguments arguments, long ackId) {
        Line.Way asked = way == Line.Way.IN ? Line.Way.OUT : Line.Way.IN;
        boolean secret = !isShown(new Question(socket.id(), asked, ackId));
        return add(millis, way, Line.Kind.ACK, socket, null, arguments, ackId, secret);
    }

    /** The same of a packet that has nothing in it, or nothing that is written down. */
    synchronized @Nullable String bare(long millis, Line.Way way, Line.Kind kind, Socket socket) {
        return add(millis, way, kind, socket, null, RawArguments.NONE, Wire.NO_ACK, false);
    }

    private @Nullable String add(
            long millis,
            Line.Way way,
            Line.Kind kind,
            Socket socket,
            @Nullable String event,
            RawArguments arguments,
            long ackId,
            boolean secret) {
        if (end != null || lines.size() >= wish.lines()) {
            return end == null ? LINES : null;
        }
        String payload = wish.payload() == 0 || arguments.count() == 0 ? null : secret ? HIDDEN : cut(arguments);
        lines.add(new Line(
                lines.size() + 1L,
                millis,
                way,
                kind,
                socket.id(),
                socket.namespace(),
                event,
                ackId,
                arguments.size(),
                payload));
        chars += payload == null ? 0 : payload.length();
        return lines.size() >= wish.lines() ? LINES : chars >= MAX_CHARS ? "chars" : null;
    }

    private String cut(RawArguments arguments) {
        StringBuilder beginning = new StringBuilder();
        if (arguments.appendTo(beginning, wish.payload())) {
            return beginning.toString();
        }
        int last = beginning.length() - 1;
        if (Character.isHighSurrogate(beginning.charAt(last))) {
            beginning.setLength(last);
        }
        return beginning.append('…').toString();
    }

    /** What happens next to it by itself; what was to happen before does not any more. */
    synchronized void next(Timers.Timer other) {
        timer.cancel();
        timer = other;
    }

    /** Writes no more down; false when it had ended before. */
    synchronized boolean end(String why) {
        if (end != null) {
            return false;
        }
        end = why;
        open.clear();
        return true;
    }

    synchronized boolean hasEnded() {
        return end != null;
    }

    synchronized TrafficLog.Seen seen(long after, int most) {
        int from = (int) Math.max(0, Math.min(after, lines.size()));
        int to = Math.min(lines.size(), from + most);
        return new TrafficLog.Seen(
                id, wish, until, end, lines.size(), List.copyOf(lines.subList(from, to)), to < lines.size());
    }
}
