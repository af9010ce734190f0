package io.anyport.store;

import io.anyport.store.engine.Checksum;
import io.anyport.store.engine.EngineStore;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies tables from one store into another, of whatever engine: the way from H2 to DynamoDB, and back. An immutable value.
 *
 * <pre>{@code
 * var copied = StoreCopy.between(h2, dynamoDb).checkpoint(Path.of("copy.properties")).copy(Todos.TABLE);
 * }</pre>
 *
 * <p>Versions and expiries are kept. What has expired, and what an item holds beyond the record, is not copied. Nothing else
 * should write to the table meanwhile; the comparison at the end tells if something did. Copying again does no harm.
 */
public final class StoreCopy {

    private final EngineStore source;
    private final EngineStore target;
    private final @Nullable Path checkpoint;

    private StoreCopy(EngineStore source, EngineStore target, @Nullable Path checkpoint) {
        this.source = source;
        this.target = target;
        this.checkpoint = checkpoint;
    }

    /**
     * A copy from one store into another.
     *
     * @param source where records are read
     * @param target where they are written, whose tables have been created
     * @return the copy, of which nothing is done yet
     * @throws IllegalArgumentException if one of them is no store of an engine, such as one that wraps another
     */
    public static StoreCopy between(Store source, Store target) {
        return new StoreCopy(engineStore("source", source), engineStore("target", target), null);
    }

    private static EngineStore engineStore(String name, Store store) {
        if (Objects.requireNonNull(store, name) instanceof EngineStore onEngine) {
            return onEngine;
        }
        throw new IllegalArgumentException(
                name + " must be a store of an engine, is a " + store.getClass().getName());
    }

    /**
     * Notes how far it has come, so that a copy that was interrupted goes on from there.
     *
     * @param file a file that is made if it is not there; to be deleted before another copy
     * @return a copy of this
     */
    public StoreCopy checkpoint(Path file) {
        return new StoreCopy(source, target, Objects.requireNonNull(file, "file"));
    }

    /**
     * What a table holds.
     *
     * @param records how many records
     * @param checksum of all of them with their versions, whatever their order: 64 hexadecimal digits
     */
    public record Contents(long records, String checksum) {}

    /**
     * Copies a table, and compares.
     *
     * @param spec the table
     * @return what both hold now
     * @throws IllegalStateException as {@link #compare} does
     * @throws java.io.UncheckedIOException if the checkpoint cannot be read or written
     */
    public Contents copy(TableSpec<?> spec) {
        copyRecords(spec, new Checkpoint(checkpoint, spec.name()));
        return compare(spec);
    }

    private <T> void copyRecords(TableSpec<T> spec, Checkpoint reached) {
        while (!reached.isEnd()) {
            var chunk = source.chunk(spec, reached.cursor());
            target.restore(spec, chunk.items());
            reached.move(chunk.next());
        }
    }

    /**
     * Compares a table of both stores, by reading all of it.
     *
     * @param spec the table
     * @return what both hold
     * @throws IllegalStateException if they do not hold the same; the text says how many records each has
     */
    public Contents compare(TableSpec<?> spec) {
        var original = contents(source, spec);
        var copy = contents(target, spec);
        if (!original.equals(copy)) {
            throw new IllegalStateException("table " + spec.name() + ": the source has " + original.records()
                    + " records, the target has " + copy.records()
                    + (original.records() == copy.records() ? ", and they differ" : ""));
        }
        return original;
    }

    private static <T> Contents contents(EngineStore store, TableSpec<T> spec) {
        var sum = new Checksum<>(spec);
        String next = null;
        do {
            var chunk = store.chunk(spec, next);
            chunk.items().forEach(sum::add);
            next = chunk.next();
        } while (next != null);
        return new Contents(sum.count(), sum.toString());
    }
}
