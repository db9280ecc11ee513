package io.sockee.routing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What one class logs while a test looks, as it would be written: with its parameters filled in. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogLines(Class<?> type) {
        logger = Logger.getLogger(type.getName());
        logger.setLevel(Level.INFO);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    /** Begins to look. */
    public static LogLines of(Class<?> type) {
        return new LogLines(type);
    }

    /** The warnings and errors, in order. */
    public List<String> warnings() {
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    /** All lines that are logged by default, in order. */
    public List<String> lines() {
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= Level.INFO.intValue())
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    /** What was logged with an exception, so that a stack trace follows the line. */
    public List<Throwable> traces() {
        return records.stream()
                .map(LogRecord::getThrown)
                .filter(thrown -> thrown != null)
                .toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }
}
