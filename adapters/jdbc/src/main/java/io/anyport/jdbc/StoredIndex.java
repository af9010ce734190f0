package io.anyport.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * An index as it is in the database. Immutable.
 *
 * @param name its name
 * @param key its key
 * @param number the generation of the layout in which it was made, so that an index which is made anew has a table of its own
 * @param filled how far it is filled, as the place of a row, and empty if nothing is; null if all of it is
 */
record StoredIndex(
        String name,
        KeyDefinition key,
        int number,
        @Nullable String filled) {

    boolean isComplete() {
        return filled == null;
    }

    StoredIndex filledTo(@Nullable String place) {
        return new StoredIndex(name, key, number, place);
    }

    /** The name of its table, not quoted. */
    String table(String base) {
        return base + "/" + name + "/" + number;
    }

    static StoredIndex parse(String text) {
        String[] words = text.split(" ", 4);
        String filled = words[2].equals("complete") ? null : words[2].substring("filled:".length());
        return new StoredIndex(words[0], KeyDefinition.parse(words[3]), Integer.parseInt(words[1]), filled);
    }

    @Override
    public String toString() {
        return name + " " + number + " " + (filled == null ? "complete" : "filled:" + filled) + " " + key;
    }
}
