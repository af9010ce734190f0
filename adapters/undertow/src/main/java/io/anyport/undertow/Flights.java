package io.anyport.undertow;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is in flight: exchanges until the client has its answer, and tasks until they have returned, since a client that hangs up
 * does not end what it has asked for. Thread-safe.
 */
final class Flights implements ExchangeCompletionListener {

    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong tasks = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean isAwaited;

    void beginExchange() {
        exchanges.incrementAndGet();
    }

    void beginTask() {
        tasks.incrementAndGet();
    }

    void endTask() {
        tasks.decrementAndGet();
        tellWhoWaits();
    }

    private void tellWhoWaits() {
        if (isAwaited && count() == 0) {
            wake();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** {@return whether no more are to be accepted} */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        exchanges.decrementAndGet();
        tellWhoWaits();
        next.proceed();
    }

    /** {@return how many requests that is} */
    long count() {
        return Math.max(exchanges.get(), tasks.get());
    }

    /**
     * Waits for a time, or until nothing is in flight. An interrupt ends it, and stays.
     *
     * @param isUntilNone whether it ends as soon as nothing is in flight
     */
    void await(Duration longest, boolean isUntilNone) {
        isAwaited = true;
        try {
            awaitNone(System.nanoTime() + longest.toNanos(), isUntilNone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Accepts no more. */
    void close() {
        closed = true;
    }

    private synchronized void awaitNone(long end, boolean isUntilNone) throws InterruptedException {
        long remaining = end - System.nanoTime();
        while ((count() > 0 || !isUntilNone) && remaining > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
            remaining = end - System.nanoTime();
        }
    }
}
