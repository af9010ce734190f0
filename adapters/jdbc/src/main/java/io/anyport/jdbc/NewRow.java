package io.anyport.jdbc;

import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row to be written, but for its version.
 *
 * @param place where it is
 * @param expiry the second from which on it is gone
 * @param size the size of the item
 * @param document the document as JSON
 * @param indexKeys the item's keys in all indexes of the layout
 */
record NewRow(Place place, long expiry, int size, String document, List<@Nullable ItemKey> indexKeys) {

    static NewRow of(Place place, Item item, String document, List<@Nullable ItemKey> indexKeys) {
        return new NewRow(place, item.expiry(), item.size(), document, indexKeys);
    }

    /** A row that has expired since the beginning of time: it is there to be locked, and for nobody to see. */
    static NewRow placeholder(Place place) {
        return new NewRow(place, 0, 0, "", List.of());
    }

    /** Binds all columns. */
    void bind(PreparedStatement insert, long version) throws SQLException {
        place.bind(insert, 1);
        insert.setBytes(3, place.partition());
        insert.setLong(4, version);
        insert.setLong(5, expiry);
        insert.setInt(6, size);
        insert.setString(7, document);
    }

    /** Binds what changes, and what finds the row; answers the number of the next parameter. */
    int bindUpdate(PreparedStatement update, int first) throws SQLException {
        update.setLong(first, expiry);
        update.setInt(first + 1, size);
        update.setString(first + 2, document);
        place.bind(update, first + 3);
        return first + 5;
    }
}
