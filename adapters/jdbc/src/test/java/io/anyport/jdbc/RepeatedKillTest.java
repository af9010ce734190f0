package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.store.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that was answered is there when one kill follows the other, and nobody closes the database in between. */
class RepeatedKillTest {

    private static final int ROUNDS = 24;
    private static final int MOST_WRITES = 25;

    @TempDir
    Path directory;

    /** H2 by itself takes the file back to the kill before the last, now and then: see {@link Opening#recover}. */
    @Test
    void noAcknowledgedWriteIsLost() throws Exception {
        String url = "jdbc:h2:" + directory.resolve("killed");
        var random = new Random(1);
        var acknowledged = new ArrayList<String>();

        for (int round = 0; round < ROUNDS; round++) {
            write(1 + random.nextInt(MOST_WRITES), url, "round-" + round, acknowledged);
        }

        try (var store = JdbcStore.open(url)) {
            var notes = store.table(PatientWriter.TABLE);
            var lost = acknowledged.stream()
                    .filter(id -> notes.get(Key.of("killed", id)).isEmpty())
                    .toList();
            assertEquals(List.of(), lost);
        }
    }

    private static void write(int writes, String url, String name, List<String> acknowledged) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PatientWriter.class.getName(),
                        url,
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var input = process.getOutputStream();
                var output = process.inputReader()) {
            for (int i = 0; i < writes; i++) {
                input.write('w');
                input.flush();
                acknowledged.add(output.readLine());
            }
            process.toHandle().destroyForcibly(); // the process itself would close its input, too
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
