package io.anyport.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An index of a table: another partition key, and perhaps another sort key, for the same records. Immutable. */
public final class IndexSpec {

    private final String name;
    private final KeyPart partition;
    private final @Nullable KeyPart sort;

    IndexSpec(String name, KeyPart partition, @Nullable KeyPart sort) {
        this.name = name;
        this.partition = partition;
        this.sort = sort;
    }

    /** {@return its name, unique in its table} */
    public String name() {
        return name;
    }

    /** {@return its partition key} */
    public KeyPart partition() {
        return partition;
    }

    /** {@return its sort key, if it has one} */
    public Optional<KeyPart> sort() {
        return Optional.ofNullable(sort);
    }

    /** The name and the keys: all that a stored index depends on. */
    @Override
    public String toString() {
        return name + "(" + partition + (sort == null ? "" : ", " + sort) + ")";
    }
}
