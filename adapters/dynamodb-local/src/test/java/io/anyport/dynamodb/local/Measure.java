package io.anyport.dynamodb.local;

import io.anyport.store.TableSpec;
import java.math.BigDecimal;

/** A record with keys that are numbers and bytes. */
record Measure(
        String place,
        BigDecimal value,
        @SuppressWarnings("ArrayRecordComponent") byte[] mark) { // never compared

    static final TableSpec<Measure> MEASURES =
            TableSpec.of("measures", Measure.class).key("place", "value").index("by-mark", "mark", "value");
}
