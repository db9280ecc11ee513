package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.routing.StreamWay;
import io.sockee.routing.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * A stream as server-sent events: each item is a message; {@code event: end} comes last, or {@code event: error} with problem details.
 * Between items a comment tells whether the client is still there. What comes while a chunk is under way waits for it, and goes
 * with the next. Safe for any thread; does not block, and holds no lock while it writes.
 */
final class ServerSentEvents implements StreamWay {
    private static final String COMMENT = ":\n\n";
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** How often the client is looked for, in milliseconds. */
    private static final long LOOK = 2_000;

    private final ActionExchange.EventStream out;
    private final ValueCodec codec;
    private final Executor application;
    private final Timers timers;
    private final long heartbeat;
    private final long patience;
    private final Runnable gone;

    // All guarded by this.
    private long silent; // milliseconds since something was written, about
    private final StringBuilder waiting = new StringBuilder();
    private final List<Runnable> whenSent = new ArrayList<>(1);
    private final List<Runnable> whenOver = new ArrayList<>(2);
    private long stuck; // milliseconds since the client was seen to take something, about
    private long taken; // bytes, until then
    private boolean writing;
    private boolean last; // what waits is the end
    private boolean over;
    private Timers.Timer next = () -> {};

    /**
     * @param codec writes what a refusal tells
     * @param application runs the application's code
     * @param heartbeat milliseconds between two comments
     * @param patience after how many milliseconds in which the client takes nothing it is given up
     * @param gone run when the client is seen to have gone
     */
    ServerSentEvents(
            ActionExchange.EventStream out,
            ValueCodec codec,
            Executor application,
            Timers timers,
            long heartbeat,
            long patience,
            Runnable gone) {
        this.out = out;
        this.codec = codec;
        this.application = application;
        this.timers = timers;
        this.heartbeat = heartbeat;
        this.patience = patience;
        this.gone = gone;
    }

    /** Runs a task when nothing will be sent any more; at once, if that is so now. It must not block. */
    void whenOver(Runnable task) {
        synchronized (this) {
            if (!over) {
                whenOver.add(task);
                return;
            }
        }
        task.run();
    }

    private void tellOver() {
        List<Runnable> tasks;
        synchronized (this) {
            tasks = List.copyOf(whenOver);
            whenOver.clear();
        }
        tasks.forEach(Runnable::run);
    }

    /** Sends the answer's head, by a comment. */
    void begin() {
        add(COMMENT, false);
        beat();
    }

    private synchronized void beat() {
        if (!over) {
            next = timers.scheduleMillis(Math.min(LOOK, heartbeat), this::onBeat);
        }
    }

    /** Some containers show a client that has gone only to who looks, which costs less than to write. */
    private void onBeat() {
        if (out.isGone()) {
            close();
            gone.run();
            return;
        }
        if (isStuck()) {
            out.abandon();
            close();
            gone.run();
            return;
        }
        if (isDue()) {
            add(COMMENT, false);
        }
        beat();
    }

    /** Whether a chunk is under way of which the client has taken nothing for too long. */
    private synchronized boolean isStuck() {
        long now = out.taken();
        stuck = writing && now == taken ? stuck + Math.min(LOOK, heartbeat) : 0;
        taken = now;
        return stuck >= patience && !over;
    }

    /** Whether nothing has been written for so long that something should be. */
    private synchronized boolean isDue() {
        silent += Math.min(LOOK, heartbeat);
        return silent >= heartbeat && !writing && !over;
    }

    /** The client has gone: nothing is sent any more. */
    void close() {
        synchronized (this) {
            over = true;
            next.cancel();
            waiting.setLength(0);
            whenSent.clear();
        }
        tellOver();
    }

    @Override
    public boolean item(String json, List<byte[]> attachments) {
        add(message(HttpReply.withBinary(json, attachments)), false);
        return true;
    }

    /** JSON that the application has written itself may have lines. */
    private static String message(String json) {
        boolean lines = json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0;
        return "data: " + (lines ? LINE_END.matcher(json).replaceAll("\ndata: ") : json) + "\n\n";
    }

    @Override
    public void end() {
        add("event: end\ndata: {}\n\n", true);
    }

    @Override
    public void fail(RefusedException refusal) {
        add("event: error\n" + message(ActionAnswer.refused(refusal, codec).body()), true);
    }

    @Override
    public void whenSent(Runnable more) {
        synchronized (this) {
            if (over) {
                return;
            }
            if (writing) {
                whenSent.add(more);
                return;
            }
        }
        more.run();
    }

    @Override
    public void run(Runnable code) {
        application.execute(code);
    }

    private void add(String text, boolean end) {
        synchronized (this) {
            if (over || last) {
                return; // nothing follows the end
            }
            waiting.append(text);
            last = end;
            if (writing) {
                return;
            }
            writing = true;
        }
        write();
    }

    /** Writes what waits; called by whoever has set {@code writing}. */
    private void write() {
        String text;
        boolean end;
        synchronized (this) {
            silent = 0;
            text = waiting.toString();
            waiting.setLength(0);
            end = last;
            over = over || end;
            if (end) {
                next.cancel();
            }
        }
        byte[] chunk = text.getBytes(StandardCharsets.UTF_8);
        if (end) {
            out.finish(chunk);
            tellOver();
        } else {
            out.write(chunk, this::sent);
        }
    }

    private void sent() {
        List<Runnable> tasks;
        boolean more;
        synchronized (this) {
            more = waiting.length() > 0;
            writing = more;
            tasks = more ? List.of() : List.copyOf(whenSent);
            if (!more) {
                whenSent.clear();
            }
        }
        if (more) {
            write();
        }
        tasks.forEach(Runnable::run);
    }
}
