package io.anyport.jdbc;

import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.EngineStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in a relational database: H2, embedded or not, or PostgreSQL 12 and newer. Thread-safe. The application brings
 * the driver and a codec of JSON, such as {@code anyport-jackson}.
 *
 * <p>Each table of the store is a table of the database: a hash of the partition key, the sort key as ordered bytes, and
 * the record as JSON text. Each index is a table of its own, written in the same transaction, so it is never late. They
 * are made by {@link #createTables}, never by themselves, and what they are is noted in a table of layouts. A store looks there
 * when it first uses a table; it refuses to work if its key is another one, and maintains all indexes that are there.
 *
 * <p>An embedded H2 database is opened with {@code WRITE_DELAY=0} and {@code DB_CLOSE_ON_EXIT=FALSE}, unless the URL says
 * otherwise: a write that was answered survives the end of the process, however it ends. {@code TRACE_LEVEL_FILE} is 0,
 * since H2 would write values into its trace. A file is opened by way of {@code retry:}, since an interrupted thread would
 * otherwise close it for all others, and one write after the other goes into it. Use H2 2.4.240: 2.5.252 has been seen to
 * lose writes that it had acknowledged when its process was killed.
 *
 * <p>What runs when the deadline of the {@link io.anyport.Invocation} comes is cancelled, also while it waits for a lock or a
 * connection; without a deadline, waiting for a connection ends after 10 seconds, for a lock and for the end of a statement as
 * {@link JdbcOptions#lockTimeout} and {@link JdbcOptions#statementTimeout} say.
 *
 * <p>As a resource of an application ({@link io.anyport.App#resources}) a store that was opened with a URL closes its connections
 * before a snapshot of the process, and opens new ones after the restore; a database that H2 has in memory is left in it. Connections
 * from elsewhere are left alone.
 */
public final class JdbcStore extends EngineStore {

    private final JdbcEngine engine;
    private final Dialect dialect;

    private JdbcStore(JdbcEngine engine, Dialect dialect, JdbcOptions options) {
        super(engine, options.retry());
        this.engine = engine;
        this.dialect = dialect;
    }

    private static JdbcStore on(DataSource source, Connection first, JdbcOptions options, @Nullable Pool pool)
            throws SQLException {
        var database = Database.of(first);
        // a session of H2 never waits for a lock without limit, and our own connections do as they are told
        boolean unbounded = pool == null && database.dialect() == Dialect.POSTGRESQL;
        var connections = new Connections(source, database, unbounded ? options.statementTimeout() : null);
        var engine = new JdbcEngine(connections, database.dialect(), options, pool);
        return new JdbcStore(engine, database.dialect(), options);
    }

    /**
     * Opens a database with {@linkplain JdbcOptions#standard() standard} options.
     *
     * @param url the JDBC URL, such as {@code jdbc:h2:./data/todo}
     * @return the store, to be closed
     * @throws IllegalArgumentException if the URL is of no database that is supported, or its driver is missing
     * @throws Unavailable if the database cannot be opened; the text says why, in one line without the password
     */
    public static JdbcStore open(String url) {
        return open(url, JdbcOptions.standard());
    }

    /**
     * Opens a database, with a pool of connections that is closed with the store.
     *
     * @param url the JDBC URL
     * @param options how it is opened
     * @return the store, to be closed
     * @throws IllegalArgumentException as {@link #open(String)} does
     * @throws Unavailable as {@link #open(String)} does
     */
    public static JdbcStore open(String url, JdbcOptions options) {
        var opening = new Opening(url, options);
        opening.recover();
        var pool = new Pool(opening);
        var source = pool.open();
        try {
            return on(source, pool.first(), options, pool);
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw opening.failed(e);
        }
    }

    /**
     * Opens a store on connections from elsewhere. The caller sets them up and closes their source after the store.
     *
     * @param source where connections come from, a pool as a rule; they commit by themselves
     * @param options how it is opened; user and password are not looked at
     * @return the store
     * @throws IllegalArgumentException if the database is not supported
     * @throws Unavailable if there is no connection
     */
    public static JdbcStore open(DataSource source, JdbcOptions options) {
        try (var connection = Objects.requireNonNull(source, "source").getConnection()) {
            return on(source, connection, options, null);
        } catch (SQLException e) {
            throw new Unavailable(
                    "the database cannot be reached: SQL state " + e.getSQLState() + ", error code " + e.getErrorCode(),
                    null,
                    null,
                    Failures.withoutValues(e)); // the driver's words may have the URL in them
        }
    }

    /**
     * Makes the tables and indexes that are not there yet, and the one in which transactions leave their tokens, and brings
     * those that are there to what their specifications say; with nothing to do it is a query for each.
     *
     * <p>An index that is new to a table is filled from its records, batch after batch; one that has another key than before is
     * made anew; one that the specification does not have stays, and is maintained, since another version of the application may
     * use it ({@link #dropOtherIndexes}). A process that is killed meanwhile leaves something that the next call completes, and
     * several threads and processes may call it at once. The application may run meanwhile: other processes learn of the new
     * layout when the database refuses their next statement, and maintain the new indexes from then on, whether or not
     * their own specifications have them; a query on an index that is not filled yet is {@link Unavailable}. Processes with a
     * version of this library that has no layouts fail from then on.
     *
     * @param specs the tables
     * @throws IllegalStateException if a table is there with another key; nothing of it is changed
     * @throws io.anyport.store.StoreException if the database refuses
     */
    public void createTables(TableSpec<?>... specs) {
        migrate(() -> {
            engine.create(tokens());
            for (var spec : specs) {
                spec.partition(); // there must be one
                engine.create(spec);
            }
        });
    }

    /**
     * Drops the indexes that are in the database and not in the specifications, which {@link #createTables} leaves: when no version of
     * the application uses them any more. A query on one that is dropped is an {@code IllegalStateException}.
     *
     * @param specs the tables, which are there
     * @throws IllegalStateException if a table is there with another key
     * @throws io.anyport.store.StoreException if the database refuses
     */
    public void dropOtherIndexes(TableSpec<?>... specs) {
        migrate(() -> {
            for (var spec : specs) {
                engine.dropOtherIndexes(spec);
            }
        });
    }

    private void migrate(Runnable work) {
        var lock = dialect.schemaLock();
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
