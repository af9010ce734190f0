package io.anyport.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names of tables in SQL, quoted. A specification's names have no quotes in them, and no slash, which stands between
 * a table's name and that of its index.
 */
final class Names {

    /** PostgreSQL cuts longer ones without a word. */
    private static final int MOST_CHARACTERS = 63;

    private static final int DIGEST_BYTES = 8;

    private Names() {}

    static String table(String table) {
        return quoted(table);
    }

    /** The order in which an index's table is read. */
    static String order(String indexTable) {
        return quoted(indexTable + "/order");
    }

    /** The primary key, whose usual name in PostgreSQL could be that of a table. */
    static String key(String table) {
        return quoted(table + "//key");
    }

    /** The order in which rows expire. No index has a name without characters. */
    static String expiry(String table) {
        return quoted(table + "//order");
    }

    static String quoted(String name) {
        return '"' + cut(name) + '"';
    }

    /** A name as the database knows it. */
    static String cut(String name) {
        if (name.length() <= MOST_CHARACTERS) {
            return name;
        }
        byte[] digest = Arrays.copyOf(Hashing.hash(name.getBytes(StandardCharsets.UTF_8)), DIGEST_BYTES);
        return name.substring(0, MOST_CHARACTERS - 1 - 2 * DIGEST_BYTES) + "~"
                + HexFormat.of().formatHex(digest);
    }
}
