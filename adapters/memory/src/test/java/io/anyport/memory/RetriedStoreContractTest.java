package io.anyport.memory;

import io.anyport.junit.StoreContract;
import io.anyport.store.RetryPolicy;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.time.Duration;

/** A store that fails at every fifth call keeps the contract all the same, for an application sees none of that. */
class RetriedStoreContractTest implements StoreContract {

    private static final RetryPolicy PERSISTENT =
            RetryPolicy.standard().attempts(100).backoff(Duration.ZERO, Duration.ZERO);

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        return new MemoryStore(MemoryOptions.standard()
                .clock(clock)
                .retry(PERSISTENT)
                .faults(Faults.seeded(1).conflicts(0.1).throttling(0.1)));
    }
}
