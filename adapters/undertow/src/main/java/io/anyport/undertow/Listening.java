package io.anyport.undertow;

import io.anyport.http.AddressRange;
import java.util.Arrays;
import java.util.List;

/**
 * Where a server listens. Immutable.
 *
 * @param relays who begins connections with a header of the PROXY protocol; none for nobody
 */
record Listening(String host, int port, int backlog, List<AddressRange> relays) {

    private static final int BACKLOG = 1_000;

    static Listening on(int port) {
        return new Listening("0.0.0.0", port, BACKLOG, List.of());
    }

    Listening host(String other) {
        return new Listening(other, port, backlog, relays);
    }

    Listening backlog(int other) {
        if (other < 1) {
            throw new IllegalArgumentException("connections must be >= 1, is " + other);
        }
        return new Listening(host, port, other, relays);
    }

    Listening relays(String... ranges) {
        if (ranges.length == 0) {
            throw new IllegalArgumentException("ranges must not be none: whoever may send the header can be anyone");
        }
        return new Listening(
                host, port, backlog, Arrays.stream(ranges).map(AddressRange::of).toList());
    }
}
