package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What 16 threads see is what one store can have done, one call after the other. */
interface HistoryContract extends StoreSource {

    @Test
    default void nothingIsLostOrTornOrSeenTooLate() throws Exception {
        try (var store = open(Clock.systemUTC(), HistoryRun.CELLS)) {
            assertEquals(List.of(), HistoryRun.violations(store));
        }
    }
}
