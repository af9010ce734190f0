package io.anyport.jdbc;

import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import java.nio.file.Path;

/** A process that makes tables, adds indexes and writes, as soon as it is told to. */
final class TableMaker {

    private static final int TABLES = 4;

    private TableMaker() {}

    static Process start(String url) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TableMaker.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        try (var store = JdbcStore.open(arguments[0])) {
            System.out.println("ready");
            System.in.read();
            for (int i = 0; i < TABLES; i++) {
                var plain =
                        TableSpec.of("notes-" + i, Note.class).key("book", "id").version("version");
                store.createTables(plain);
                String id = "id-" + ProcessHandle.current().pid();
                store.table(plain).insert(Note.of(id));
                var indexed = plain.index("by-text", "text", "id").index("by-id", "id");
                store.createTables(indexed);
                try (var again = JdbcStore.open(arguments[0])) {
                    boolean found = again.table(indexed).stream(
                                    Range.partition(Note.TEXT).on("by-text"))
                            .anyMatch(note -> note.id().equals(id));
                    if (!found) {
                        throw new IllegalStateException(id + " is not in the index of table " + i);
                    }
                }
            }
            System.out.println("done");
        }
    }
}
