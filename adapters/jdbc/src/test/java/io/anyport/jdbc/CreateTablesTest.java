package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Many instances of an application start at once, and each of them makes the tables. */
class CreateTablesTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 10;

    private static final TableSpec<Note> OTHER = TableSpec.of("others", Note.class)
            .key("book", "id")
            .index("by-text", "text", "id")
            .index("by-id", "id")
            .version("version");

    private static DataSource h2() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static DataSource postgres() {
        var database = new PGSimpleDataSource();
        database.setURL(Servers.url(Servers.schema()));
        return database;
    }

    @Test
    void allOfThemSucceedOnH2() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            createAtOnce(h2());
        }
    }

    @Test
    void allOfThemSucceedOnPostgres() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            createAtOnce(postgres());
        }
    }

    private static void createAtOnce(DataSource database) throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var done = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < THREADS; i++) {
                done.add(threads.submit(createAndWrite(database, barrier, "id-" + i)));
            }
            for (var each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        var store = JdbcStore.open(database, JdbcOptions.standard());
        for (var spec : new TableSpec<?>[] {Note.TABLE, OTHER}) {
            var written = store.table(spec).query(Range.partition(Note.TEXT).on("by-text"));
            assertEquals(THREADS, written.items().size(), spec.name());
        }
    }

    private static Callable<Boolean> createAndWrite(DataSource database, CyclicBarrier barrier, String id) {
        var store = JdbcStore.open(database, JdbcOptions.standard());
        return () -> {
            barrier.await();
            store.createTables(Note.TABLE, OTHER);
            store.table(Note.TABLE).insert(Note.of(id));
            store.table(OTHER).insert(Note.of(id));
            return true;
        };
    }
}
