package io.sockee.health;

import java.util.function.Consumer;

/** Finds out how the server is. Safe for any thread; does not block. */
public interface HealthSource {

    /** Says that all is well, whatever is. */
    HealthSource SILENT = new HealthSource() {
        @Override
        public void live(Consumer<HealthReport> then) {
            then.accept(HealthReport.NOTHING);
        }

        @Override
        public void ready(Consumer<HealthReport> then) {
            then.accept(HealthReport.NOTHING);
        }
    };

    /** Whether the server lives: if not, only a restart helps. Tells it once, within seconds, on this thread or another. */
    void live(Consumer<HealthReport> then);

    /** Whether the server is ready for clients. Tells it once, within seconds, on this thread or another. */
    void ready(Consumer<HealthReport> then);
}
