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

    private final AtomicLong count = new AtomicLong();
    private volatile boolean closed;

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0 && closed) {
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
        end();
        next.proceed();
    }

    /** Accepts no more, and waits until nothing is in flight, for no longer than the grace. */
    void close(Duration grace) {
        closed = true;
        long end = System.nanoTime() + grace.toNanos();
        try {
            awaitNone(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitNone(long end) throws InterruptedException {
        long remaining = end - System.nanoTime();
        while (count.get() > 0 && remaining > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
            remaining = end - System.nanoTime();
        }
    }
}
