package io.anyport.store;

import java.util.List;
import java.util.Optional;

/**
 * Some of a query's records, and where to go on.
 *
 * @param items the records in order; unmodifiable
 * @param next the cursor of the page behind this one, for {@link Range#after(String)}; safe in a URL. Empty behind the
 *     last record; a page may also be followed by an empty one
 * @param <T> the record
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /**
     * Copies the list.
     *
     * @param items the records in order
     * @param next the cursor of the page behind this one
     */
    public Page {
        items = List.copyOf(items);
    }
}
