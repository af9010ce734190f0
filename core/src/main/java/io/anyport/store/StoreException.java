package io.anyport.store;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with a store at run time, as values one can act on. Each says which table and key it is about, and
 * its text holds nothing of a record but its key.
 */
public abstract sealed class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The name of the table, if it is about one. */
    private final @Nullable String table;

    @SuppressWarnings("serial") // read where it is caught; an exception that travels may lose it
    private final transient @Nullable Key key;

    private StoreException(String what, @Nullable String table, @Nullable Key key, @Nullable Throwable cause) {
        super((table == null ? "" : "table " + table + (key == null ? ": " : ", key " + key + ": ")) + what, cause);
        this.table = table;
        this.key = key;
    }

    /** {@return the name of the table, unless the failure is of the whole store} */
    public final Optional<String> table() {
        return Optional.ofNullable(table);
    }

    /** {@return the key of the record, unless the failure is of no single one} */
    public final Optional<Key> key() {
        return Optional.ofNullable(key);
    }

    /** The record is not as the write demanded: taken, absent, or of another version. Nothing was written. */
    public static final class ConditionFailed extends StoreException {

        @Serial
        private static final long serialVersionUID = 1;

        private final transient @Nullable Object current;

        /**
         * Made by engines.
         *
         * @param table the name of the table
         * @param key the key of the record
         * @param current the record that is stored, or null if there is none or it is not known
         */
        public ConditionFailed(String table, Key key, @Nullable Object current) {
            super("the condition of the write does not hold", table, key, null);
            this.current = current;
        }

        /**
         * The record that stood in the way, as the write saw it.
         *
         * @param type the table's record
         * @param <T> the table's record
         * @return empty if there was none, or none of this type
         */
        public <T> Optional<T> current(Class<T> type) {
            return type.isInstance(current) ? Optional.of(type.cast(current)) : Optional.empty();
        }
    }

    /** Another write was at the same record at the same time. Nothing was written; the same call may be made again. */
    public static final class Conflict extends StoreException {

        @Serial
        private static final long serialVersionUID = 1;

        /**
         * Made by engines.
         *
         * @param table the name of the table, or null
         * @param key the key of the record, or null
         * @param cause what the engine said, or null
         */
        public Conflict(@Nullable String table, @Nullable Key key, @Nullable Throwable cause) {
            super("another write interfered", table, key, cause);
        }
    }

    /** The engine wants fewer calls. Nothing was done; the same call may be made again, later. */
    public static final class Throttled extends StoreException {

        @Serial
        private static final long serialVersionUID = 1;

        /**
         * Made by engines.
         *
         * @param table the name of the table, or null
         * @param key the key of the record, or null
         * @param cause what the engine said, or null
         */
        public Throttled(@Nullable String table, @Nullable Key key, @Nullable Throwable cause) {
            super("the store is asked for too much at once", table, key, cause);
        }
    }

    /** The engine did not answer in time: the write may have been made, or may still be. Read before trying again. */
    public static final class Unknown extends StoreException {

        @Serial
        private static final long serialVersionUID = 1;

        /**
         * Made by engines.
         *
         * @param table the name of the table, or null
         * @param key the key of the record, or null
         * @param cause what the engine said, or null
         */
        public Unknown(@Nullable String table, @Nullable Key key, @Nullable Throwable cause) {
            super("the outcome of the write is not known", table, key, cause);
        }
    }

    /** The engine cannot be reached or refuses to work. Nothing was written. */
    public static final class Unavailable extends StoreException {

        @Serial
        private static final long serialVersionUID = 1;

        /**
         * Made by engines.
         *
         * @param what what is wrong, in one line without anything of a record
         * @param table the name of the table, or null
         * @param key the key of the record, or null
         * @param cause what the engine said, or null
         */
        public Unavailable(String what, @Nullable String table, @Nullable Key key, @Nullable Throwable cause) {
            super(what, table, key, cause);
        }
    }
}
