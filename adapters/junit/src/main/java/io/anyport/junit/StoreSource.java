package io.anyport.junit;

import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Where a contract has its stores from. */
public interface StoreSource {

    /**
     * Opens a store that holds nothing and is nobody else's.
     *
     * @param clock what decides about expiry
     * @param tables the tables that are going to be used; an engine that keeps tokens in a table needs that one as well
     * @return the store; the contract closes it
     * @throws Exception if it cannot be opened, which fails the test
     */
    Store open(Clock clock, TableSpec<?>... tables) throws Exception;

    /**
     * Opens another store on what one holds that {@link #open} has opened, as another process would.
     *
     * @param opened the store that is open
     * @param clock what decides about expiry
     * @return the other store; the contract closes it first. Empty if the engine's data belongs to one store, which skips
     *     the tests that need two
     * @throws Exception if it cannot be opened, which fails the test
     */
    default Optional<Store> openAgain(Store opened, Clock clock) throws Exception {
        return Optional.empty();
    }

    /**
     * Opens another store on what one holds that {@link #open} has opened, as a process of another version of the application
     * would, which makes its tables or brings them to what they have to be.
     *
     * @param opened the store that is open
     * @param clock what decides about expiry
     * @param tables the tables as the other version has them
     * @return the other store; the contract closes it first. Empty if the engine's data belongs to one store, which skips the
     *     tests of two versions
     * @throws IllegalStateException if a table is there with another key
     * @throws Exception if it cannot be opened, which fails the test
     */
    default Optional<Store> upgrade(Store opened, Clock clock, TableSpec<?>... tables) throws Exception {
        return Optional.empty();
    }

    /**
     * Whether an index that has another key than before is made anew by {@link #upgrade}.
     *
     * @return false if the engine cannot do that, as DynamoDB, and refuses it with an {@code IllegalStateException}
     */
    default boolean changesIndexes() {
        return true;
    }

    /**
     * Whether the engine forgets the tokens of transactions by a clock of its own, as DynamoDB does.
     *
     * @return true skips the tests that move the clock until a token is forgotten
     */
    default boolean keepsOwnTime() {
        return false;
    }

    /**
     * Whether the engine removes by itself what has expired, as DynamoDB does.
     *
     * @return true allows {@link Table#removeExpired} to remove nothing
     */
    default boolean removesExpiredByItself() {
        return false;
    }

    /**
     * Whether a transaction is refused whose updates leave more than 4 MiB, as DynamoDB's documentation has it.
     *
     * @return false skips the test of it
     */
    default boolean countsWhatUpdatesLeave() {
        return true;
    }

    /**
     * How many bytes more than those of the record the engine counts for each in a snapshot.
     *
     * @return 0, unless the engine is not exact
     */
    default int snapshotOverhead() {
        return 0;
    }

    /**
     * A test on one table.
     *
     * @param <T> the record
     */
    interface TableTest<T> {
        /**
         * Runs the test.
         *
         * @param table an empty table
         * @throws Exception if the test fails
         */
        void on(Table<T> table) throws Exception;
    }

    /**
     * Runs a test on a new table.
     *
     * @param spec what the table is made of
     * @param test the test
     * @param <T> the record
     * @throws Exception if the test fails
     */
    default <T> void with(TableSpec<T> spec, TableTest<T> test) throws Exception {
        try (var store = open(Clock.systemUTC(), spec)) {
            test.on(store.table(spec));
        }
    }

    /**
     * What is read as soon as it is what is expected, or after a while: indexes may be late.
     *
     * @param expected what should be read in the end
     * @param read reads it
     * @param <R> what is read
     * @return what was read last
     */
    static <R> R eventually(R expected, Supplier<R> read) {
        return eventually(expected, read, 100);
    }

    /**
     * What is read as soon as it is what is expected, or after some tries, of which a hundred take five seconds.
     *
     * @param expected what should be read in the end
     * @param read reads it
     * @param most how often it is tried
     * @param <R> what is read
     * @return what was read last
     */
    static <R> R eventually(R expected, Supplier<R> read, int most) {
        R last = read.get();
        for (int tries = 1; tries < most && !expected.equals(last); tries++) {
            LockSupport.parkNanos(tries < 5 ? 0 : tries * 1_000_000L);
            last = read.get();
        }
        return last;
    }
}
