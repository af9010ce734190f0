package io.anyport.jdbc;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.ItemKey;
import java.sql.SQLException;

/** Looks at a table that has no layout, since an earlier version of the library has made it. */
final class Adoption {

    private Adoption() {}

    /** Refuses a table whose first row lies elsewhere than the key of the specification says; an empty one fits any. */
    static void checkKey(Session session, TableSpec<?> spec, Documents documents) throws SQLException {
        try (var query = session.prepare("SELECT partition_key, sort_key, version, expiry, document FROM "
                        + Names.table(spec.name()) + " LIMIT 1");
                var rows = query.executeQuery()) {
            if (rows.next()) {
                var stored = ItemKey.of(rows.getBytes(1), rows.getBytes(2));
                if (!lies(stored, KeyDefinition.of(spec), documents, Row.of(rows, 3))) {
                    throw TableLayout.otherKey(
                            spec.name(), "rows have another one than (" + KeyDefinition.of(spec) + ")");
                }
            }
        }
    }

    private static boolean lies(ItemKey stored, KeyDefinition key, Documents documents, Row row) {
        try {
            return stored.equals(key.of(documents.document(row)));
        } catch (InvalidInput other) {
            return false;
        }
    }
}
