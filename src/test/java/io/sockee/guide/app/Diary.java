package io.sockee.guide.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the interceptors of the guide have seen. */
@ApplicationScoped
public class Diary {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public void write(String line) {
        lines.add(line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
