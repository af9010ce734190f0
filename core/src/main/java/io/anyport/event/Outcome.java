package io.anyport.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of a batch: everything is done but what is among the failures, which is to be delivered again. Immutable. */
public final class Outcome {

    /** That all is done. */
    public static final Outcome DONE = new Outcome(List.of());

    /**
     * A delivery that is not done.
     *
     * @param delivery the delivery
     * @param cause what the logic has thrown; empty if it was not asked, since something before it had failed or there was no time left
     */
    public record Failure(Delivery delivery, Optional<Throwable> cause) {

        /**
         * Refuses nulls.
         *
         * @param delivery the delivery
         * @param cause what the logic has thrown
         */
        public Failure {
            Objects.requireNonNull(delivery, "delivery");
            Objects.requireNonNull(cause, "cause");
        }
    }

    private final List<Failure> failures;

    private Outcome(List<Failure> failures) {
        this.failures = failures;
    }

    static Outcome of(List<Failure> failures) {
        return failures.isEmpty() ? DONE : new Outcome(List.copyOf(failures));
    }

    /** {@return whether nothing has failed} */
    public boolean isDone() {
        return failures.isEmpty();
    }

    /** {@return what is not done, in the order of the batch} */
    public List<Failure> failures() {
        return failures;
    }

    /** {@return the ids of what is not done, each once, in the order of the batch} */
    public List<String> failedIds() {
        var ids = new LinkedHashSet<String>();
        for (var failure : failures) {
            ids.add(failure.delivery().id());
        }
        return new ArrayList<>(ids);
    }

    /** {@return how many have failed} */
    @Override
    public String toString() {
        return failures.isEmpty() ? "done" : failures.size() + " failed";
    }
}
