package io.anyport.memory;

import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;

class MemoryStoreContractTest implements StoreContract {

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        return new MemoryStore(MemoryOptions.standard().clock(clock));
    }
}
