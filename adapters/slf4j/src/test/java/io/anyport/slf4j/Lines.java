package io.anyport.slf4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What is logged to a logger of a test's own, with the MDC that stood there. */
final class Lines extends Handler {

    private static final List<Logger> HELD = new CopyOnWriteArrayList<>(); // the JDK forgets loggers that nobody holds

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String name;

    private Lines(String name) {
        this.name = name;
    }

    static Lines of(String name) {
        var logger = Logger.getLogger(name);
        var lines = new Lines(name);
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.INFO);
        logger.addHandler(lines);
        HELD.add(logger);
        return lines;
    }

    org.slf4j.Logger logger() {
        return LoggerFactory.getLogger(name);
    }

    List<String> all() {
        return lines;
    }

    static String mdc() {
        return MDC.get(MdcObserver.ID) + " " + MDC.get(MdcObserver.TRACE) + " " + MDC.get(MdcObserver.ROUTE);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(mdc() + ": " + logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
