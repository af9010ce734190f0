package io.anyport.jdbc;

/** A process that writes as fast as it can, and says the id of each record as soon as its write is answered. */
final class EndlessWriter {

    private EndlessWriter() {}

    public static void main(String[] arguments) {
        var store = JdbcStore.open(arguments[0]);
        store.createTables(Note.TABLE);
        var notes = store.table(Note.TABLE);
        for (int i = 0; ; i++) {
            String id = arguments[1] + "-" + i;
            notes.insert(new Note("killed", id, Note.TEXT, 0));
            System.out.println(id);
            System.out.flush();
        }
    }
}
