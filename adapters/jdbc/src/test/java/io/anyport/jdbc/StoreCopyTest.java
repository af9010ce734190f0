package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.anyport.store.Key;
import io.anyport.store.StoreCopy;
import io.anyport.store.StoreException;
import io.anyport.store.Write;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy from one engine into another that is broken off for good, and taken up again by another process. */
class StoreCopyTest {

    private static final int MANY = 1_234;
    private static final int CHUNK = 1_000;
    private static final int BROKEN_OFF = 1_110; // in the midst of a chunk, and of a batch of it
    private static final int KEPT = 1_100; // what the batches before had

    @TempDir
    private Path folder;

    private static String url(String engine) {
        return engine.equals("H2")
                ? "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"
                : Servers.url(Servers.schema());
    }

    private static HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(2);
        return pool;
    }

    private static JdbcStore filled(String url) {
        var store = JdbcStore.open(url);
        store.createTables(Note.PLAIN);
        var writes = new ArrayList<Write<Note>>();
        for (int i = 0; i < MANY; i++) {
            writes.add(Write.put(Note.PLAIN, new Note("book " + i % 7, "page " + i, "text " + i, 0)));
        }
        store.table(Note.PLAIN).writeAll(writes);
        store.table(Note.PLAIN).put(new Note("book 0", "page 0", "changed", 0)); // has version 2
        return store;
    }

    private static boolean isOfRow(String sql) {
        return sql.startsWith("MERGE INTO") || sql.startsWith("INSERT INTO");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void whatWasBrokenOffIsNotCopiedAgain(String from) {
        try (var source = filled(url(from));
                var pool = pool(url(from.equals("H2") ? "PostgreSQL" : "H2"))) {
            var store = JdbcStore.open(pool, JdbcOptions.standard());
            store.createTables(Note.PLAIN);
            breakOff(source, pool);
            var compared = assertThrows(
                    IllegalStateException.class,
                    () -> StoreCopy.between(source, store).compare(Note.PLAIN));
            assertTrue(compared.toString().endsWith("the target has " + KEPT), compared.toString());
            assertEquals(MANY - CHUNK, goOn(source, pool), "all but the chunks that were complete");
            assertEquals(
                    source.table(Note.PLAIN).get(Key.of("book 0", "page 0")),
                    store.table(Note.PLAIN).get(Key.of("book 0", "page 0")));
            assertEquals(0, goOn(source, pool), "there is nothing left to do");
        }
    }

    private Path checkpoint() {
        return folder.resolve("copy.properties");
    }

    /** The target fails at a write, and never comes back. */
    private void breakOff(JdbcStore source, HikariDataSource pool) {
        var written = new AtomicInteger();
        var failing = WatchedSource.of(pool, sql -> {
            if (written.get() == BROKEN_OFF || (isOfRow(sql) && written.incrementAndGet() == BROKEN_OFF)) {
                throw new SQLException("the target is gone", "08006");
            }
        });
        var copy = StoreCopy.between(source, JdbcStore.open(failing, JdbcOptions.standard()))
                .checkpoint(checkpoint());
        assertThrows(StoreException.class, () -> copy.copy(Note.PLAIN));
    }

    /** Answers how many rows it wrote until both sides had the same number of records with the same checksum. */
    private int goOn(JdbcStore source, HikariDataSource pool) {
        var written = new AtomicInteger();
        var counting = WatchedSource.of(pool, sql -> {
            if (isOfRow(sql)) {
                written.incrementAndGet();
            }
        });
        var target = JdbcStore.open(counting, JdbcOptions.standard());
        var copied = StoreCopy.between(source, target).checkpoint(checkpoint()).copy(Note.PLAIN);
        assertEquals(MANY, copied.records());
        assertEquals(StoreCopy.between(source, source).compare(Note.PLAIN), copied);
        return written.get();
    }
}
