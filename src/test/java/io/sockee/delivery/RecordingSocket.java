package io.sockee.delivery;

import io.sockee.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device's socket that a test reads from and answers for. What it heard is written {@code name arguments}. */
final class RecordingSocket implements DeviceSocket {
    private final String id;
    private final List<String> heard = new ArrayList<>();
    private final Map<String, Runnable> open = new LinkedHashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private @Nullable Runnable whenGone;
    private boolean gone;

    RecordingSocket(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void send(Event event) {
        hear(event);
    }

    @Override
    public Runnable ask(Event event, Runnable answered) {
        String text = hear(event);
        if (!gone) {
            open.put(text, answered);
            forgotten.remove(text);
        }
        return () -> forgotten.add(text);
    }

    private String hear(Event event) {
        StringBuilder text = new StringBuilder(event.name()).append(' ');
        event.arguments().appendTo(text);
        if (!gone) {
            heard.add(text.toString());
        }
        return text.toString();
    }

    @Override
    public void whenGone(Runnable task) {
        if (gone) {
            task.run();
        } else {
            whenGone = task;
        }
    }

    /** What it has heard since this was last asked. */
    List<String> heard() {
        List<String> now = List.copyOf(heard);
        heard.clear();
        return now;
    }

    /** What has not been answered, the oldest first. */
    List<String> unanswered() {
        return List.copyOf(open.keySet());
    }

    /** How many answers are still waited for. */
    int awaited() {
        return (int) open.keySet().stream()
                .filter(asked -> !forgotten.contains(asked))
                .count();
    }

    /** Answers what begins like that; nobody may wait for that any more. */
    void answer(String beginning) {
        String text = open.keySet().stream()
                .filter(asked -> asked.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was asked that begins with " + beginning));
        Runnable answered = open.remove(text);
        if (!forgotten.remove(text)) {
            answered.run();
        }
    }

    /** The connection ends; answers that were under way are lost. */
    void cut() {
        gone = true;
        open.clear();
        Runnable task = whenGone;
        whenGone = null;
        if (task != null) {
            task.run();
        }
    }

    /** The same without anybody's noticing: the node is gone with it. */
    void crash() {
        gone = true;
        open.clear();
        whenGone = null;
    }
}
