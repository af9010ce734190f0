package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.StoreException.Unavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that was answered is there, however the process ends. */
class DurabilityTest {

    private static final int ROUNDS = 3;
    private static final int MOST_WRITES = 300;

    @TempDir
    Path directory;

    @Test
    void noAcknowledgedWriteIsLostWhenTheProcessIsKilled() throws Exception {
        String url = "jdbc:h2:" + directory.resolve("killed");
        var random = new Random(4);
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killedAfter(1 + random.nextInt(MOST_WRITES), url, "round-" + round));
            assertAllThere(url, acknowledged);
        }
    }

    /** What a process had acknowledged when it was killed. */
    private static List<String> killedAfter(int writes, String url, String name) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        url,
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            var acknowledged = new ArrayList<String>();
            for (int i = 0; i < writes; i++) {
                acknowledged.add(line(output));
            }
            var inUse = assertThrows(Unavailable.class, () -> JdbcStore.open(url));
            assertTrue(inUse.toString().contains("another process has it open"), inUse.toString());
            process.toHandle().destroyForcibly(); // the process itself would close its output, too
            output.lines().forEach(acknowledged::add); // what it had said before it died
            return acknowledged;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String line(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("the process ended by itself");
        }
        return line;
    }

    private static void assertAllThere(String url, List<String> acknowledged) {
        try (var store = JdbcStore.open(url)) {
            var notes = store.table(Note.TABLE);
            for (String id : acknowledged) {
                assertTrue(notes.get(Key.of("killed", id)).isPresent(), id);
            }
            long indexed = notes.stream(Range.partition(Note.TEXT).on("by-text").limit(1_000))
                    .count();
            long stored = notes.stream(Range.partition("killed").limit(1_000)).count();
            assertEquals(stored, indexed);
            assertFalse(stored < acknowledged.size());
        }
    }
}
