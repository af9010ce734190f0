package io.anyport.store.engine;

import io.anyport.store.Key;
import io.anyport.store.TableSpec;
import java.util.Objects;

/**
 * A key of a table: as its caller sees it, and as ordered bytes.
 *
 * @param key the caller's key
 * @param itemKey its bytes
 */
public record Lookup(Key key, ItemKey itemKey) {

    /**
     * Resolves a key.
     *
     * @param spec the table
     * @param key the caller's key
     * @return the key with its bytes
     * @throws IllegalArgumentException if it is no key for the table
     * @throws io.anyport.mapping.InvalidInput if it holds a value that cannot be a key
     */
    public static Lookup of(TableSpec<?> spec, Key key) {
        return new Lookup(Objects.requireNonNull(key, "key"), ItemKey.of(spec, key));
    }
}
