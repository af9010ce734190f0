package io.anyport.store;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A write that has yet to be made, for {@link Store#transact} and {@link Table#writeAll}. An immutable value; it
 * is checked when the transaction is made.
 *
 * @param <T> the record
 */
public final class Write<T> {

    /** What is done. */
    public enum Kind {
        /** {@link Table#put}. */
        PUT,
        /** {@link Table#insert}. */
        INSERT,
        /** {@link Table#replace}. */
        REPLACE,
        /** {@link Table#update}. */
        UPDATE,
        /** {@link Table#delete(Key)}. */
        DELETE,
        /** {@link Table#delete(Object)}. */
        DELETE_VERSION,
        /** Nothing: it is looked whether a condition holds. */
        CHECK
    }

    private final Kind kind;
    private final TableSpec<T> spec;
    private final @Nullable T record;
    private final @Nullable Key key;
    private final @Nullable Condition condition;
    private final @Nullable Update update;

    private Write(
            Kind kind,
            TableSpec<T> spec,
            @Nullable T record,
            @Nullable Key key,
            @Nullable Condition condition,
            @Nullable Update update) {
        this.kind = kind;
        this.spec = Objects.requireNonNull(spec, "spec");
        this.record = record;
        this.key = key;
        this.condition = condition;
        this.update = update;
    }

    private static <T> Write<T> ofRecord(Kind kind, TableSpec<T> spec, T record, @Nullable Condition condition) {
        return new Write<>(kind, spec, Objects.requireNonNull(record, "record"), null, condition, null);
    }

    private static <T> Write<T> ofKey(Kind kind, TableSpec<T> spec, Key key, @Nullable Condition condition) {
        return new Write<>(kind, spec, null, Objects.requireNonNull(key, "key"), condition, null);
    }

    /**
     * Writes a record, whether or not there is one with its key.
     *
     * @param spec the table
     * @param record the record
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> put(TableSpec<T> spec, T record) {
        return ofRecord(Kind.PUT, spec, record, null);
    }

    /**
     * Writes a record if a condition holds of the one that is stored with its key.
     *
     * @param spec the table
     * @param record the record
     * @param condition what has to hold
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> put(TableSpec<T> spec, T record, Condition condition) {
        return ofRecord(Kind.PUT, spec, record, Objects.requireNonNull(condition, "condition"));
    }

    /**
     * Writes a record whose key is not taken.
     *
     * @param spec the table
     * @param record the record
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> insert(TableSpec<T> spec, T record) {
        return ofRecord(Kind.INSERT, spec, record, null);
    }

    /**
     * Writes a record in place of the one it was made from.
     *
     * @param spec the table
     * @param record the record, with the version that it was read with
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> replace(TableSpec<T> spec, T record) {
        return ofRecord(Kind.REPLACE, spec, record, null);
    }

    /**
     * Writes a record in place of one of which a condition holds.
     *
     * @param spec the table
     * @param record the record
     * @param condition what has to hold
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> replace(TableSpec<T> spec, T record, Condition condition) {
        return ofRecord(Kind.REPLACE, spec, record, Objects.requireNonNull(condition, "condition"));
    }

    /**
     * Changes components of a record.
     *
     * @param spec the table
     * @param key its key
     * @param update the changes
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> update(TableSpec<T> spec, Key key, Update update) {
        return update(spec, key, update, null);
    }

    /**
     * Changes components of a record if a condition holds of it.
     *
     * @param spec the table
     * @param key its key
     * @param update the changes
     * @param condition what has to hold; null for nothing
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> update(TableSpec<T> spec, Key key, Update update, @Nullable Condition condition) {
        return new Write<>(
                Kind.UPDATE,
                spec,
                null,
                Objects.requireNonNull(key, "key"),
                condition,
                Objects.requireNonNull(update, "update"));
    }

    /**
     * Deletes a record, if there is one.
     *
     * @param spec the table
     * @param key its key
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> delete(TableSpec<T> spec, Key key) {
        return ofKey(Kind.DELETE, spec, key, null);
    }

    /**
     * Deletes a record if a condition holds of it.
     *
     * @param spec the table
     * @param key its key
     * @param condition what has to hold
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> delete(TableSpec<T> spec, Key key, Condition condition) {
        return ofKey(Kind.DELETE, spec, key, Objects.requireNonNull(condition, "condition"));
    }

    /**
     * Deletes a record, unless it has been written since it was read.
     *
     * @param spec the table
     * @param record the record, with the version that it was read with
     * @param <T> the record
     * @return the write
     */
    public static <T> Write<T> delete(TableSpec<T> spec, T record) {
        return ofRecord(Kind.DELETE_VERSION, spec, record, null);
    }

    /**
     * Writes nothing, but has a transaction fail unless a condition holds of a record.
     *
     * @param spec the table
     * @param key its key
     * @param condition what has to hold
     * @param <T> the record
     * @return the check
     */
    public static <T> Write<T> check(TableSpec<T> spec, Key key, Condition condition) {
        return ofKey(Kind.CHECK, spec, key, Objects.requireNonNull(condition, "condition"));
    }

    /** {@return what is done} */
    public Kind kind() {
        return kind;
    }

    /** {@return the table} */
    public TableSpec<T> spec() {
        return spec;
    }

    /** {@return the record, unless the write names a key alone} */
    public Optional<T> record() {
        return Optional.ofNullable(record);
    }

    /** {@return the key, unless the write has a record} */
    public Optional<Key> key() {
        return Optional.ofNullable(key);
    }

    /** {@return what has to hold, if anything} */
    public Optional<Condition> condition() {
        return Optional.ofNullable(condition);
    }

    /** {@return the changes, if it is an update} */
    public Optional<Update> update() {
        return Optional.ofNullable(update);
    }

    /** The kind, the table and the key; nothing else of the record. */
    @Override
    public String toString() {
        return kind + " " + spec.name() + (key == null ? "" : " " + key);
    }
}
