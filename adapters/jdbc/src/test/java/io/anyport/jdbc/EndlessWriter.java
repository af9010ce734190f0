package io.anyport.jdbc;

/**
 * A process that writes as fast as it can, with two threads, and says the id of each record as soon as its write is
 * answered; until it is killed, or nobody listens.
 */
final class EndlessWriter {

    private EndlessWriter() {}

    public static void main(String[] arguments) {
        var store = JdbcStore.open(arguments[0]);
        store.createTables(Note.TABLE);
        for (String name : new String[] {"a", "b"}) {
            new Thread(() -> write(store, arguments[1] + name)).start();
        }
    }

    private static void write(JdbcStore store, String name) {
        var notes = store.table(Note.TABLE);
        for (int i = 0; !System.out.checkError(); i++) { // which flushes, too
            String id = name + "-" + i;
            notes.insert(new Note("killed", id, Note.TEXT, 0));
            System.out.println(id);
        }
    }
}
