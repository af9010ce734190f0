package io.anyport.undertow;

import java.lang.System.Logger.Level;
import java.util.List;

/** The end of a process. */
final class Exit {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private Exit() {}

    /** Stops a server, and closes what it has used, all of it also where something fails. */
    static void end(UndertowServer server, List<AutoCloseable> after) {
        close(server);
        after.forEach(Exit::close);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOGGER.log(Level.ERROR, resource.getClass().getName() + " cannot be closed", e);
        }
    }
}
