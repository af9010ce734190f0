package io.anyport.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with a 504 problem when the time for it is up, whether or not the handler reacts. Immutable.
 *
 * <p>The time is up at a limit, or at the invocation's deadline less a margin in which the answer still gets out, whichever is
 * first; the logic sees that time as what remains of its invocation. The handler runs on a thread of its own, a virtual one where
 * the JDK has them, so that thread-locals of the caller are not there; it is interrupted when the time is up, and what it answers
 * later is dropped. Work that goes on regardless keeps its thread until it ends: nothing in Java can stop it.
 */
public final class Timeout implements Filter {

    /** How long before the invocation's deadline the answer is given, unless said otherwise. */
    public static final Duration MARGIN = Duration.ofMillis(100);

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final @Nullable Duration limit;
    private final Duration margin;

    private Timeout(@Nullable Duration limit, Duration margin) {
        this.limit = limit;
        this.margin = margin;
    }

    /** {@return a timeout at the invocation's deadline; a request without one may take forever} */
    public static Timeout atDeadline() {
        return new Timeout(null, MARGIN);
    }

    /**
     * A timeout after a limit, or at the invocation's deadline if that is earlier.
     *
     * @param limit the longest time that a request may take
     * @return the timeout
     * @throws IllegalArgumentException if the limit is not above zero
     */
    public static Timeout after(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit must be > 0, is " + limit);
        }
        return new Timeout(limit, MARGIN);
    }

    /**
     * A copy with another margin in front of the invocation's deadline; a limit has none.
     *
     * @param other how long the answer takes to get out
     * @return the copy
     * @throws IllegalArgumentException if the margin is negative
     */
    public Timeout margin(Duration other) {
        if (other.isNegative()) {
            throw new IllegalArgumentException("margin must be >= 0, is " + other);
        }
        return new Timeout(limit, other);
    }

    @Override
    public Handler around(Handler next) {
        Objects.requireNonNull(next, "next");
        return request -> {
            var time = time(request);
            if (time.isEmpty()) {
                return next.handle(request);
            }
            boolean isLate = time.get().isNegative() || time.get().isZero();
            return isLate ? late() : within(time.get(), next, request);
        };
    }

    /** {@return the time for a request; empty for no end} */
    private Optional<Duration> time(Request request) {
        var remaining = request.invocation().remaining().map(left -> left.minus(margin));
        if (limit == null) {
            return remaining;
        }
        return remaining.filter(left -> left.compareTo(limit) < 0).or(() -> Optional.of(limit));
    }

    private static Response within(Duration time, Handler next, Request request) throws Exception {
        var limited = request.withInvocation(request.invocation().within(time));
        var answer = new CompletableFuture<Response>();
        var work = Workers.start(() -> work(answer, next, limited));
        try {
            return got(answer, nanos(time));
        } catch (TimeoutException late) {
            answer.complete(late()); // does nothing if the handler was just in time
            return got(answer, 0);
        } finally {
            answer.cancel(false); // these two do nothing to what is done
            work.cancel(true);
        }
    }

    private static Response got(CompletableFuture<Response> answer, long nanos) throws Exception {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) failed.getCause();
        }
    }

    private static long nanos(Duration time) {
        return time.compareTo(FOREVER) < 0 ? time.toNanos() : Long.MAX_VALUE;
    }

    private static void work(CompletableFuture<Response> answer, Handler next, Request request) {
        try {
            var response = request.invocation().call(() -> next.handle(request));
            if (!answer.complete(response)) {
                response.body().discard();
            }
        } catch (Throwable thrown) {
            answer.completeExceptionally(thrown);
        }
    }

    private static Response late() {
        return Problem.of(Status.GATEWAY_TIMEOUT)
                .withDetail("There was no answer within the time limit.")
                .response();
    }
}
