package io.anyport.store.engine;

import io.anyport.Invocation;
import io.anyport.RandomBits;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes calls of an engine again, as the policy says. Immutable, and thread-safe. */
final class Retries {

    private final RetryPolicy policy;

    Retries(RetryPolicy policy) {
        this.policy = policy;
    }

    /** Makes a call that may not be made twice. */
    <R> R once(Supplier<R> call) {
        return call(call, false);
    }

    /** Makes a call that may be made twice even if the first one was made. */
    <R> R repeatable(Supplier<R> call) {
        return call(call, true);
    }

    private <R> R call(Supplier<R> call, boolean repeatable) {
        checkTime();
        long start = System.nanoTime();
        try {
            return call.get();
        } catch (StoreException failed) {
            if (!passes(failed, repeatable)) {
                throw failed;
            }
            return again(call, repeatable, failed, start);
        }
    }

    /** Begins nothing that nobody waits for any more. */
    private static void checkTime() {
        var invocation = Invocation.current();
        if (invocation.isPresent() && isOver(invocation.get())) {
            throw new StoreException.Unavailable("the invocation has no time left", null, null, null);
        }
    }

    private static boolean isOver(Invocation invocation) {
        var left = invocation.remaining();
        return left.isPresent() && (left.get().isNegative() || left.get().isZero());
    }

    private <R> R again(Supplier<R> call, boolean repeatable, StoreException first, long start) {
        var patience = new Patience(start);
        var failure = first;
        while (true) {
            patience.await(failure);
            try {
                return call.get();
            } catch (StoreException failed) {
                if (!passes(failed, repeatable)) {
                    throw failed;
                }
                failure = failed;
            }
        }
    }

    private static boolean passes(StoreException failure, boolean repeatable) {
        return !(failure instanceof StoreException.ConditionFailed)
                && (repeatable || !(failure instanceof StoreException.Unknown));
    }

    /** {@return what counts the attempts of one call from now on, the first of which was made} */
    Patience patience() {
        return new Patience(System.nanoTime());
    }

    /** The attempts of one call. Not thread-safe. */
    final class Patience {

        private final long start; // of the first attempt, in the time of System.nanoTime
        private int attempts = 1;

        Patience(long start) {
            this.start = start;
        }

        /** Waits for the next attempt, or throws the failure of the last one if there is none. */
        void await(StoreException failure) {
            attempts++;
            if (attempts > policy.attempts()) {
                throw failure;
            }
            var delay = jittered(policy.bound(attempts));
            if (isLate(delay)) {
                throw failure;
            }
            try {
                Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.addSuppressed(e);
                throw failure;
            }
        }

        private boolean isLate(Duration delay) {
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            return elapsed.plus(delay).compareTo(policy.patience()) > 0
                    || Invocation.current()
                            .flatMap(Invocation::remaining)
                            .map(left -> left.compareTo(delay) <= 0)
                            .orElse(false);
        }
    }

    /** A random time from zero up to a bound. */
    static Duration jittered(Duration bound) {
        return bound.isZero() ? bound : Duration.ofNanos(RandomBits.next(bound.toNanos()));
    }
}
