package io.anyport.event;

import io.anyport.Invocation;
import io.anyport.http.CatchAll;
import io.anyport.http.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One batch on its way through a consumer, delivery by delivery. What is behind a failure in one order with it is not run. */
final class BatchRun {

    private final Batch batch;
    private final Wiring wiring;
    private final CatchAll catchAll;
    private final List<Outcome.Failure> failures = new ArrayList<>();
    private final Set<String> stopped = new HashSet<>();

    BatchRun(Batch batch, Wiring wiring, CatchAll catchAll) {
        this.batch = batch;
        this.wiring = wiring;
        this.catchAll = catchAll;
    }

    /** Takes the deliveries one after the other, each to the consumer that it is for. */
    Outcome run(List<Consumer> consumers) {
        for (int i = 0; i < consumers.size(); i++) {
            var delivery = batch.deliveries().get(i);
            var order = delivery.order();
            if ((order.isPresent() && stopped.contains(order.get())) || isLate()) {
                fail(delivery, null);
            } else {
                receive(delivery, consumers.get(i));
            }
        }
        return Outcome.of(failures);
    }

    /** What there is no time for is handed back, rather than lost half-way. */
    private boolean isLate() {
        return batch.invocation().remaining().orElse(Duration.ofDays(1)).compareTo(Duration.ZERO) <= 0;
    }

    private void receive(Delivery delivery, Consumer consumer) {
        var invocation = batch.invocation();
        if (delivery.trace().isPresent()) {
            invocation = invocation.withTrace(delivery.trace().get());
        }
        var observer = wiring.observer();
        if (observer == null) {
            run(delivery, consumer, invocation);
        } else {
            ObservedBinding.call(observer, consumer, delivery, invocation, observed -> {
                run(delivery, consumer, observed);
                return TypedLogic.DONE;
            });
        }
    }

    private void run(Delivery delivery, Consumer consumer, Invocation invocation) {
        try {
            invocation.call(new Work(consumer, delivery, invocation, wiring));
        } catch (Throwable thrown) {
            ObservedBinding.tell(invocation, thrown);
            catchAll.failed(thrown, invocation.id(), delivery + " of " + consumer);
            fail(delivery, thrown);
            if (thrown instanceof InterruptedException) {
                Thread.interrupted(); // it was this delivery's affair; whether there is time for the others, the
                // deadline says
            }
        }
    }

    private void fail(Delivery delivery, @Nullable Throwable thrown) {
        failures.add(new Outcome.Failure(delivery, Optional.ofNullable(thrown)));
        var order = delivery.order();
        if (order.isPresent()) {
            stopped.add(order.get());
        }
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private record Work(Consumer consumer, Delivery delivery, Invocation invocation, Wiring wiring)
            implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            consumer.receive(delivery, invocation, wiring);
            return TypedLogic.DONE;
        }
    }
}
