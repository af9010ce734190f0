package io.anyport.jdbc;

import io.anyport.store.TableSpec;

/** The record of this module's own tests. */
record Note(String book, String id, String text, long version) {

    static final String TEXT = "some text";

    static final TableSpec<Note> TABLE = TableSpec.of("notes", Note.class)
            .key("book", "id")
            .index("by-text", "text", "id")
            .version("version");

    /** Without an index: a write is one statement. */
    static final TableSpec<Note> PLAIN =
            TableSpec.of("plain-notes", Note.class).key("book", "id").version("version");

    static Note of(String id) {
        return new Note("a", id, TEXT, 0);
    }
}
