package io.anyport.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Executor;
import org.xnio.IoUtils;

/** A request on its way into the application: what is to be done, and what is done exactly once if it is let in. */
record Ticket(HttpServerExchange exchange, Admission admission, Runnable task, Runnable over) implements Runnable {

    Executor workers() {
        return exchange.getConnection().getWorker();
    }

    @Override
    public void run() {
        try {
            task.run();
        } finally {
            over.run();
            admission.exit();
        }
    }

    /** There is no thread for it: the server has been stopped. */
    void reject() {
        over.run();
        IoUtils.safeClose(exchange.getConnection());
    }
}
