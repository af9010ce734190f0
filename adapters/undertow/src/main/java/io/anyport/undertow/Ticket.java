package io.anyport.undertow;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * A request on its way into the application: what is to be done, and what is done exactly once if it is let in. If its client goes away, it is
 * not begun any more, or its thread is interrupted. Thread-safe.
 */
final class Ticket implements Runnable {

    private final HttpServerExchange exchange;
    private final Admission admission;
    private final Consumer<Ticket> task;
    private final Runnable over;
    private @Nullable Thread thread; // that works on it
    private boolean isOver; // as far as the application is concerned
    private boolean isGone;

    Ticket(HttpServerExchange exchange, Admission admission, Consumer<Ticket> task, Runnable over) {
        this.exchange = exchange;
        this.admission = admission;
        this.task = task;
        this.over = over;
    }

    Executor workers() {
        return exchange.getConnection().getWorker();
    }

    @Override
    public void run() {
        try {
            if (begin()) {
                task.accept(this);
            } else {
                exchange.endExchange();
            }
        } finally {
            end();
            over.run();
            admission.exit();
        }
    }

    private synchronized boolean begin() {
        thread = isGone ? null : Thread.currentThread();
        return !isGone;
    }

    /** From now on the thread is another's, who is not to be interrupted. */
    private synchronized void end() {
        if (thread != null && isGone) {
            Thread.interrupted();
        }
        thread = null;
        isOver = true;
    }

    /** {@return whether nobody waits for the answer} */
    synchronized boolean isGone() {
        return isGone;
    }

    /** The client has gone away. */
    void leave() {
        boolean isAnswered;
        synchronized (this) {
            isGone = true;
            isAnswered = isOver;
            if (thread != null) {
                thread.interrupt();
            }
        }
        if (isAnswered) {
            Connectors.terminateResponse(
                    exchange); // of which the rest is not sent, and Undertow keeps waiting for that
        } else if (admission.withdraw(this)) {
            over.run();
            exchange.endExchange();
        }
    }

    /** There is no thread for it: the server has been stopped. */
    void reject() {
        over.run();
        IoUtils.safeClose(exchange.getConnection());
    }
}
