package io.anyport.store.engine;

import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A write, resolved against its table: checked, taken apart, ready for an engine. Immutable.
 *
 * @param <T> the record
 */
public final class Change<T> {

    /** What is done, if the guard allows it. */
    public enum Action {
        /** {@link #item} is written in place of all that is there. */
        PUT,
        /** {@link #assignments} are made to what is there; if nothing is, {@link #item} is written. */
        UPDATE,
        /** What is there is removed. */
        DELETE,
        /** Nothing; only in transactions. */
        CHECK
    }

    private final TableSpec<T> spec;
    private final Action action;
    private final Lookup lookup;
    private final Guard guard;
    private final @Nullable Item item;
    private final List<Assignment> assignments;
    private final boolean verbatim;

    Change(
            TableSpec<T> spec,
            Action action,
            Lookup lookup,
            Guard guard,
            @Nullable Item item,
            List<Assignment> assignments,
            boolean verbatim) {
        this.spec = spec;
        this.action = action;
        this.lookup = lookup;
        this.guard = guard;
        this.item = item;
        this.assignments = assignments;
        this.verbatim = verbatim;
    }

    /**
     * Resolves a write.
     *
     * @param write the write
     * @param <T> the record
     * @return what an engine is given
     * @throws IllegalArgumentException if a key, a condition or an update does not fit the table
     * @throws IllegalStateException if it needs a version that the table does not have
     * @throws io.anyport.mapping.InvalidInput if it is beyond a limit
     */
    public static <T> Change<T> of(Write<T> write) {
        var spec = write.spec();
        spec.partition(); // there must be one
        return switch (write.kind()) {
            case PUT -> put(spec, write.record().orElseThrow(), guarded(write, Guard.NONE));
            case INSERT -> put(spec, write.record().orElseThrow(), Guard.ABSENT);
            case REPLACE -> replacement(write);
            case UPDATE -> update(write);
            case DELETE -> ofKey(write, Action.DELETE);
            case DELETE_VERSION -> delete(spec, write.record().orElseThrow());
            case CHECK -> ofKey(write, Action.CHECK);
        };
    }

    private static <T> Change<T> replacement(Write<T> write) {
        var record = write.record().orElseThrow();
        return write.condition().isPresent()
                ? put(write.spec(), record, guarded(write, Guard.PRESENT))
                : replace(write.spec(), record);
    }

    static <T> Change<T> put(TableSpec<T> spec, T record, Guard guard) {
        return put(spec, Item.of(spec, record), guard, false);
    }

    static <T> Change<T> replace(TableSpec<T> spec, T record) {
        Item.requireVersion(spec);
        var item = Item.of(spec, record);
        return put(spec, item, Guard.version(item.version()), false);
    }

    /**
     * A copy of a record from another store, which keeps its version.
     *
     * @param spec the table
     * @param record the record
     * @param <T> the record
     * @return a put without a guard
     */
    static <T> Change<T> verbatim(TableSpec<T> spec, T record) {
        return put(spec, Item.of(spec, record), Guard.NONE, true);
    }

    private static <T> Change<T> put(TableSpec<T> spec, Item item, Guard guard, boolean verbatim) {
        return new Change<>(spec, Action.PUT, item.lookup(), guard, item, List.of(), verbatim);
    }

    private static <T> Change<T> delete(TableSpec<T> spec, T record) {
        Item.requireVersion(spec);
        var key = Item.keyOf(spec, record);
        var guard = Guard.version(Item.versionOf(spec, record));
        return new Change<>(spec, Action.DELETE, Lookup.of(spec, key), guard, null, List.of(), false);
    }

    private static <T> Change<T> ofKey(Write<T> write, Action action) {
        var lookup = Lookup.of(write.spec(), write.key().orElseThrow());
        return new Change<>(write.spec(), action, lookup, guarded(write, Guard.NONE), null, List.of(), false);
    }

    private static <T> Change<T> update(Write<T> write) {
        var spec = write.spec();
        var lookup = Lookup.of(spec, write.key().orElseThrow());
        var update = write.update().orElseThrow();
        var assignments = Assignments.of(spec, update);
        if (!update.isInserting()) {
            return new Change<>(spec, Action.UPDATE, lookup, guarded(write, Guard.PRESENT), null, assignments, false);
        }
        var item = Assignments.inserted(spec, lookup.key(), assignments);
        var complete = Assignments.withMissing(spec, assignments, item);
        return new Change<>(spec, Action.UPDATE, lookup, guarded(write, Guard.NONE), item, complete, false);
    }

    private static Guard guarded(Write<?> write, Guard guard) {
        return write.condition().map(more -> guard.and(write.spec(), more)).orElse(guard);
    }

    /** {@return the table} */
    public TableSpec<T> spec() {
        return spec;
    }

    /** {@return what is done} */
    public Action action() {
        return action;
    }

    /** {@return the key of the record} */
    public Lookup lookup() {
        return lookup;
    }

    /** {@return the key of the record, as its caller sees it} */
    public Key key() {
        return lookup.key();
    }

    /** {@return the key of the record as bytes} */
    public ItemKey itemKey() {
        return lookup.itemKey();
    }

    /** {@return what has to hold for it to be done} */
    public Guard guard() {
        return guard;
    }

    /**
     * The item that is written.
     *
     * @return that of {@link Action#PUT}, or of an {@link Action#UPDATE} where there is no record
     * @throws NullPointerException if there is none
     */
    public Item item() {
        return Objects.requireNonNull(item, "item");
    }

    /** {@return whether an {@link Action#UPDATE} writes {@link #item} where there is no record} */
    public boolean isInserting() {
        return action == Action.UPDATE && item != null;
    }

    /** {@return what {@link Action#UPDATE} does to components, each of which comes once} */
    public List<Assignment> assignments() {
        return assignments;
    }

    /** {@return the bytes that it writes for certain, as DynamoDB counts them; an update may leave a larger item} */
    int size() {
        if (item != null) {
            return item.size();
        }
        int bytes = 0;
        for (var assignment : assignments) {
            Object value = assignment.value();
            bytes += value == null ? 0 : ItemWriter.sizeOf(assignment.component(), value);
        }
        return bytes;
    }

    /** {@return whether the item is written with the version that it has, rather than the next one} */
    public boolean isVerbatim() {
        return verbatim;
    }

    /**
     * The version that {@link #item} is written with.
     *
     * @param stored that of the row that is there, even of an expired one; 0 if there is none
     * @return 1 for an insert, otherwise the next one
     */
    public long nextVersion(long stored) {
        if (verbatim) {
            return Math.max(1, item().version());
        }
        return guard.isAbsent() ? 1 : stored + 1;
    }

    /**
     * What an {@link Action#UPDATE} makes of a record; for engines that do it by themselves.
     *
     * @param document what is stored, without its version; null if there is no record
     * @return the item to write, whose document also has what the record does not know
     * @throws io.anyport.mapping.InvalidInput if it is beyond a limit
     * @throws IllegalStateException if it is no record any more
     */
    public Item updated(@Nullable Map<?, ?> document) {
        return document == null ? item() : Assignments.applied(spec, assignments, document);
    }

    /**
     * The failure that the guard does not allow the change.
     *
     * @param current the record that is stored, or null if there is none
     * @return the failure, to be thrown
     */
    public ConditionFailed failed(@Nullable Object current) {
        return new ConditionFailed(spec.name(), key(), current);
    }

    /** The action, the table and the key; nothing else of the record. */
    @Override
    public String toString() {
        return action + " " + spec.name() + " " + key();
    }
}
