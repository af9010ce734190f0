package io.anyport.junit;

import io.anyport.store.TableSpec;

/** The record of most tests. */
record Note(String book, String id, String text, long version) {

    static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("book", "id").version("version");

    static Note of(String book, String id) {
        return new Note(book, id, "text of " + id, 0);
    }

    Note text(String newText) {
        return new Note(book, id, newText, version);
    }

    Note version(long newVersion) {
        return new Note(book, id, text, newVersion);
    }
}
