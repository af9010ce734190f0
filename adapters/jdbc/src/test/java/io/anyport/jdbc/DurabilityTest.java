package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Range;
import io.anyport.store.StoreException.Unavailable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that was answered is there, and in its index, however the process ends. */
class DurabilityTest {

    private static final int KILLS = 20;
    private static final int MOST_WRITES = 200;

    @TempDir
    Path directory;

    /**
     * Nobody closes the database between two kills: H2 by itself takes the file back to the kill before the last, now and
     * then. See {@link Opening#recover}.
     */
    @Test
    void noWriteToH2IsLostWhenTheProcessIsKilled() throws Exception {
        String url = "jdbc:h2:" + directory.resolve("killed");
        assertAllThere(url, killed(url, () -> {
            var inUse = assertThrows(Unavailable.class, () -> JdbcStore.open(url));
            assertTrue(inUse.toString().contains("another process has it open"), inUse.toString());
        }));
    }

    @Test
    void noWriteToPostgresIsLostWhenTheProcessIsKilled() throws Exception {
        String url = Servers.url(Servers.schema());
        assertAllThere(url, killed(url, () -> {}));
    }

    private static List<String> killed(String url, KilledWriter.Meanwhile meanwhile) throws Exception {
        var random = new Random(4);
        var acknowledged = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            int writes = 1 + random.nextInt(kill % 2 == 0 ? MOST_WRITES : MOST_WRITES / 10);
            acknowledged.addAll(KilledWriter.killedAfter(writes, url, "kill-" + kill, meanwhile));
        }
        return acknowledged;
    }

    static void assertAllThere(String url, List<String> acknowledged) {
        try (var store = JdbcStore.open(url)) {
            var notes = store.table(Note.TABLE);
            var stored = notes.stream(Range.partition("killed").limit(1_000)).toList();
            var ids = new HashSet<>(stored.stream().map(Note::id).toList());
            assertEquals(
                    List.of(),
                    acknowledged.stream().filter(id -> !ids.contains(id)).toList());
            assertEquals(
                    stored,
                    notes.stream(Range.partition(Note.TEXT).on("by-text").limit(1_000))
                            .toList());
        }
    }
}
