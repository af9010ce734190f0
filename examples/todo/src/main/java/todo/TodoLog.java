package todo;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How the example logs: through the JDK, one line per entry, and of the libraries below only what went wrong. */
final class TodoLog {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

    /** Held here, since the JDK forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.xnio"),
            Logger.getLogger("org.jboss.threads"),
            Logger.getLogger("io.undertow"),
            Logger.getLogger("com.zaxxer.hikari"));

    private TodoLog() {}

    static void configure() {
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
        }
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
