package io.anyport.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections of a store's own, which can be closed and opened again. Thread-safe. */
final class Pool {

    private final Opening opening;
    private @Nullable Connection first;
    private @Nullable HikariDataSource others;
    private boolean isEnded;

    Pool(Opening opening) {
        this.opening = opening;
    }

    /** {@return where connections come from, once it is open} */
    synchronized DataSource open() {
        close();
        first = opening.connect(); // it stays: an embedded database lives as long as it has one
        try {
            others = new HikariDataSource(opening.pool());
            return others;
        } catch (RuntimeException e) {
            close();
            throw opening.failed(e);
        }
    }

    /** {@return the connection that stays as long as the pool is open} */
    synchronized Connection first() {
        return Objects.requireNonNull(first, "the pool is closed");
    }

    /** What is in the memory of the process is in a snapshot as well, and would be lost without connections. */
    synchronized void beforeCheckpoint() {
        if (!opening.isInMemory()) {
            close();
        }
    }

    /** {@return where connections come from, from now on; null if there are to be none any more} */
    synchronized @Nullable DataSource afterRestore() {
        return others == null && !isEnded ? open() : others;
    }

    /** Closes it for good. */
    synchronized void end() {
        isEnded = true;
        close();
    }

    /** Waits until the connections are closed. */
    synchronized void close() {
        if (others != null) {
            others.close();
            others = null;
        }
        if (first != null) {
            quietly(first);
            first = null;
        }
    }

    private static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // a connection that cannot be closed is closed
        }
    }
}
