package io.anyport.undertow;

/**
 * What a server has to do, as numbers for metrics. Each is exact when it is read; the three are not read at the same moment.
 * Thread-safe.
 */
public interface ServerLoad {

    /** {@return how many requests the application is working on} */
    int inFlight();

    /** {@return how many requests wait for the application} */
    int waiting();

    /** {@return how many requests have been answered with 503, since the start, because too many waited} */
    long shed();
}
