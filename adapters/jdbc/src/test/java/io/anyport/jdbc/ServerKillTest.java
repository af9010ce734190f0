package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that PostgreSQL has answered is there when all of its processes are killed. */
class ServerKillTest {

    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final int MOST_WRITES = 200;
    private static final int WRITERS = 2;

    @TempDir
    Path directory;

    /** As durable as a default installation, which the library's own settings are not. */
    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @Test
    void noWriteIsLostWhenTheServerIsKilled() throws Exception {
        var random = new Random(4);
        var acknowledged = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (var server = start()) {
                acknowledged.addAll(killedAfter(1 + random.nextInt(MOST_WRITES), server, "kill-" + kill));
            }
        }
        try (var server = start()) {
            DurabilityTest.assertAllThere(server.getJdbcUrl("postgres", "postgres"), acknowledged);
        }
    }

    private List<String> killedAfter(int writes, EmbeddedPostgres server, String name) throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var enough = new CountDownLatch(writes);
        var writers = Executors.newFixedThreadPool(WRITERS);
        try (var pool = pool(server)) {
            var store = JdbcStore.open(pool, JdbcOptions.standard().retry(RetryPolicy.never()));
            store.createTables(Note.TABLE);
            var ends = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                String prefix = name + "-" + i;
                ends.add(writers.submit(() -> write(store, prefix, acknowledged, enough)));
            }
            enough.await();
            kill();
            for (var end : ends) {
                end.get();
            }
        } finally {
            writers.shutdownNow();
        }
        return List.copyOf(acknowledged);
    }

    /** One that does not wait for the dead. */
    private static HikariDataSource pool(EmbeddedPostgres server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(WRITERS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }

    /** Writes as fast as it can until it cannot. */
    private static void write(JdbcStore store, String prefix, Queue<String> acknowledged, CountDownLatch enough) {
        var notes = store.table(Note.TABLE);
        try {
            for (int i = 0; ; i++) {
                String id = prefix + "-" + i;
                notes.insert(new Note("killed", id, Note.TEXT, 0));
                acknowledged.add(id);
                enough.countDown();
            }
        } catch (StoreException killed) {
            assertEquals("notes", killed.table().orElseThrow());
        }
    }

    private void kill() throws IOException {
        var pidFile = directory.resolve("postmaster.pid");
        try (var lines = Files.lines(pidFile)) {
            long pid = Long.parseLong(lines.findFirst().orElseThrow());
            var server = ProcessHandle.of(pid).orElseThrow();
            var all = Stream.concat(Stream.of(server), server.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            for (var process : all) {
                while (process.isAlive()) {
                    Thread.onSpinWait(); // onExit looks at processes that are not its own once a second
                }
            }
        }
        Files.delete(pidFile); // nobody has to be asked to stop any more
    }
}
