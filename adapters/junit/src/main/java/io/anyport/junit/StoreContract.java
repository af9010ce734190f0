package io.anyport.junit;

/**
 * What every store does. A store's test implements this interface and its one method, and JUnit runs all of it:
 *
 * <pre>{@code
 * class MyStoreTest implements StoreContract {
 *     public Store open(Clock clock, TableSpec<?>... tables) {
 *         return new MyStore(clock);
 *     }
 * }
 * }</pre>
 *
 * <p>The tests are independent of each other, may run at the same time, and close what they open.
 */
public interface StoreContract
        extends RecordsContract,
                VersionsContract,
                ConditionsContract,
                UpdatesContract,
                NumbersContract,
                EvolutionContract,
                BatchesContract,
                TransactionsContract,
                TransactionLimitsContract,
                TokensContract,
                SnapshotsContract,
                IsolationContract,
                EventualContract,
                QueriesContract,
                PagesContract,
                IndexesContract,
                TableLayoutsContract,
                RollingVersionsContract,
                LimitsContract,
                SizesContract,
                CountsContract,
                ExpiryContract,
                ValuesContract,
                ConcurrencyContract,
                ModelContract,
                HistoryContract {}
