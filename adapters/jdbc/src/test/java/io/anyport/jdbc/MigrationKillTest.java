package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Range;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that fills an index is killed midway, more than once, and the next one completes what it has left. */
class MigrationKillTest {

    private static final int RECORDS = 3_000;
    private static final int KILLS = 2;
    private static final int BATCHES = 3;

    private static final TableSpec<Note> BEFORE =
            TableSpec.of("notes", Note.class).key("book", "id").version("version");

    private static final Range ALL = Range.partition(Note.TEXT).on("by-text").limit(1_000);

    @TempDir
    Path directory;

    @Test
    void anIndexIsCompletedAfterKillsOnH2() throws Exception {
        completes("jdbc:h2:" + directory.resolve("killed"));
    }

    @Test
    void anIndexIsCompletedAfterKillsOnPostgres() throws Exception {
        completes(Servers.url(Servers.schema()));
    }

    private static void completes(String url) throws Exception {
        try (var store = JdbcStore.open(url)) {
            store.createTables(BEFORE);
            store.table(BEFORE)
                    .writeAll(IntStream.range(0, RECORDS)
                            .mapToObj(i -> Write.put(BEFORE, Note.of("id-" + i)))
                            .toList());
        }
        var places = new HashSet<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            String place = killedMidway(url, places);
            assertTrue(places.add(place), place);
            assertIncomplete(url, kill);
        }
        try (var store = JdbcStore.open(url)) {
            store.createTables(Note.TABLE);
            var notes = store.table(Note.TABLE);
            assertEquals(
                    notes.stream(Range.partition("a").limit(1_000)).toList(),
                    notes.stream(ALL).toList());
            assertEquals(RECORDS, notes.stream(ALL).count());
            assertFalse(layout(url).contains("filled"), layout(url));
        }
    }

    /** An index that is not filled answers nothing, rather than too little; and writers maintain it. */
    private static void assertIncomplete(String url, int kill) {
        try (var store = JdbcStore.open(url, JdbcOptions.standard().retry(RetryPolicy.never()))) {
            var notes = store.table(Note.TABLE);
            var refused = assertThrows(Unavailable.class, () -> notes.query(ALL));
            assertTrue(refused.toString().contains("createTables"), refused.toString());
            notes.put(Note.of("id-" + kill));
            notes.delete(notes.insert(Note.of("new-" + kill)));
        }
    }

    private static String layout(String url) throws Exception {
        String same = url.startsWith("jdbc:h2:") ? url.replaceFirst("jdbc:h2:", "jdbc:h2:retry:") : url;
        try (var connection = DriverManager.getConnection(same)) {
            return SlowFiller.layout(connection);
        }
    }

    /** Kills the process some batches after it has gone on from where the one before was killed; answers where it was last seen. */
    private static String killedMidway(String url, Set<String> before) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowFiller.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            String last = "";
            for (int batch = 0; batch < BATCHES; batch++) { // the last one that is seen may not be on the disk yet
                String seen = last;
                last = line(
                        output,
                        layout -> isMidway(layout) && !layout.equals(seen) && !before.contains(layout),
                        before.isEmpty());
            }
            process.toHandle().destroyForcibly();
            assertTrue(output.lines().noneMatch("done"::equals), "it was faster than its end: more records, please");
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean isMidway(String layout) {
        return layout.contains("filled:") && !layout.contains("filled: ");
    }

    /** @param isFirst whether it may begin at the beginning */
    private static String line(BufferedReader output, Predicate<String> which, boolean isFirst) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            assertFalse(List.of("done", "ended").contains(line), line);
            assertTrue(isFirst || !line.contains("filled: "), "it has begun anew");
            if (which.test(line)) {
                return line;
            }
        }
        throw new AssertionError("the process ended by itself");
    }
}
