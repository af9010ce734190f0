package io.anyport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while a test looks. Tests run at once: each asks for the records that have its own request's id. */
public final class Logged extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private Logged(Logger logger) {
        this.logger = logger;
    }

    public static Logged by(String name) {
        var logger = Logger.getLogger(name);
        var logged = new Logged(logger);
        logger.addHandler(logged);
        return logged;
    }

    /** The records whose text has a part, such as a request's id. */
    public List<LogRecord> with(String part) {
        return records.stream()
                .filter(logged -> logged.getMessage().contains(part))
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
