package io.anyport.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@link EndlessWriter} that is killed. */
final class KilledWriter {

    private KilledWriter() {}

    /** What is done while the process writes. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /**
     * Starts it, waits for some writes, and kills it at whatever it does then.
     *
     * @return the ids of all that it had acknowledged
     */
    static List<String> killedAfter(int writes, String url, String name, Meanwhile meanwhile) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
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
            meanwhile.run();
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
}
