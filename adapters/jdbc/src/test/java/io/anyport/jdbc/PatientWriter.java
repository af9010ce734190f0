package io.anyport.jdbc;

import io.anyport.store.TableSpec;
import java.io.IOException;

/** A process that makes one write for each byte that it is sent, and says the id as soon as the write is answered. */
final class PatientWriter {

    static final TableSpec<Note> TABLE =
            TableSpec.of("plain-notes", Note.class).key("book", "id").version("version");

    private PatientWriter() {}

    public static void main(String[] arguments) throws IOException {
        var store = JdbcStore.open(arguments[0]);
        store.createTables(TABLE);
        var notes = store.table(TABLE);
        for (int i = 0; System.in.read() >= 0; i++) {
            String id = arguments[1] + "-" + i;
            notes.insert(new Note("killed", id, "x".repeat(100), 0));
            System.out.println(id);
            System.out.flush();
        }
    }
}
