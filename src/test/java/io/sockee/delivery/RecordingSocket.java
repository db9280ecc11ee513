package io.sockee.delivery;

import io.sockee.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device's socket that a test reads from and answers for. What it heard is written {@code name arguments}. */
final class RecordingSocket implements DeviceSocket {
    private final String id;
    private final List<String> heard = new ArrayList<>();
    private final Map<String, Runnable> open = new LinkedHashMap<>();
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
    public void ask(Event event, Runnable answered) {
        String text = hear(event);
        if (!gone) {
            open.put(text, answered);
        }
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

    /** Answers what begins like that. */
    void answer(String beginning) {
        String text = open.keySet().stream()
                .filter(asked -> asked.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was asked that begins with " + beginning));
        open.remove(text).run();
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
