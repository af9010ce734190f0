package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What 16 threads see is what one store can have done, one call after the other. The system property {@code
 * anyport.calls} chooses how many calls each makes: 50 are enough for a store behind a network, and few for one in memory.
 */
interface HistoryContract extends StoreSource {

    @Test
    default void nothingIsLostOrTornOrSeenTooLate() throws Exception {
        try (var store = open(Clock.systemUTC(), HistoryRun.CELLS)) {
            assertEquals(List.of(), HistoryRun.violations(store));
        }
    }
}
