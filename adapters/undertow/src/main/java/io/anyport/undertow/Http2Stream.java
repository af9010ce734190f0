package io.anyport.undertow;

import org.jspecify.annotations.Nullable;

/** A stream that a client has begun (RFC 9113, 5.1), for the I/O thread of its connection. */
final class Http2Stream {

    private final boolean isRefused; // there were too many
    private boolean isEndedByClient;
    private boolean isEndedByServer;
    private boolean isBrokenOff;
    private @Nullable Runnable departure;

    Http2Stream(boolean isRefused) {
        this.isRefused = isRefused;
    }

    /** {@return whether there were too many when it began} */
    boolean isRefused() {
        return isRefused;
    }

    /** {@return whether nothing more comes from either side} */
    boolean endByClient() {
        isEndedByClient = true;
        return isEndedByServer;
    }

    /** {@return whether nothing more comes from either side} */
    boolean endByServer() {
        isEndedByServer = true;
        departure = null;
        return isEndedByClient;
    }

    /** The client wants no answer any more, or cannot get it. */
    void leave() {
        if (departure != null) {
            departure.run();
            departure = null;
        }
    }

    /** Has something done if the client goes away before it has its answer. */
    void onDeparture(Runnable task) {
        departure = task;
    }

    /** We are about to reset it, and the client is not to blame. */
    void breakOff() {
        isBrokenOff = true;
    }

    boolean isBrokenOff() {
        return isBrokenOff;
    }
}
