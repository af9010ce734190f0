package io.anyport.undertow;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Looks whether a client takes an answer that is in memory and that no thread waits for, and breaks it off otherwise. On the I/O thread of the
 * exchange.
 */
final class Uptake implements Runnable, ExchangeCompletionListener {

    /** What is less fits into the buffers of a connection, unless streams are held up one by one. */
    private static final int SMALL = 64 * 1024;

    private final HttpServerExchange exchange;
    private final Pace pace;
    private final long start = System.nanoTime();

    private volatile XnioExecutor.@Nullable Key timer;

    private Uptake(HttpServerExchange exchange, Pace pace) {
        this.exchange = exchange;
        this.pace = pace;
    }

    /** Begins with an answer of so many bytes. */
    static void watch(HttpServerExchange exchange, int size, Pace pace) {
        if (size > SMALL || exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
            var uptake = new Uptake(exchange, pace);
            uptake.run();
            exchange.addExchangeCompleteListener(uptake);
        }
    }

    @Override
    public void run() {
        if (exchange.isComplete()) {
            return;
        }
        long taken = exchange.getResponseBytesSent();
        long left = pace.milliseconds(taken) - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (left <= 0) {
            UndertowResponse.breakOff(exchange);
            return;
        }
        try {
            timer = exchange.getIoThread().executeAfter(this, left, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            UndertowResponse.breakOff(exchange);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange ended, NextListener next) {
        var last = timer;
        if (last != null) {
            last.remove();
        }
        next.proceed();
    }
}
