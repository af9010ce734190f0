package io.anyport.dynamodb.local;

import io.anyport.store.TableSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A record with an Instant in each role that it can have. */
record Meeting(
        String room,
        Instant start,
        Optional<Instant> end,
        byte tiny,
        Optional<BigDecimal> cost,
        Optional<Instant> until,
        long version) {

    static final TableSpec<Meeting> MEETINGS = TableSpec.of("meetings", Meeting.class)
            .key("room", "start")
            .index("by-end", "room", "end")
            .version("version")
            .expiry("until");

    Meeting end(Instant newEnd) {
        return new Meeting(room, start, Optional.of(newEnd), tiny, cost, until, version);
    }

    Meeting until(Instant newUntil) {
        return new Meeting(room, start, end, tiny, cost, Optional.of(newUntil), version);
    }
}
