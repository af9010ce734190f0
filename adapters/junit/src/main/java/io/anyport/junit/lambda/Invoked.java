package io.anyport.junit.lambda;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An invocation on its way: waiting, handed out to a runtime, or answered. Thread-safe. */
public final class Invoked {

    private enum State {
        WAITING,
        HANDED_OUT,
        ANSWERED
    }

    private final InvokeRequest request;
    private final Calls calls;
    private final String id;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Arrivals arrivals;
    private State state = State.WAITING;

    Invoked(InvokeRequest request, Calls calls) {
        this.request = request;
        this.calls = calls;
        this.id = request.id();
        this.arrivals = new Arrivals(request.isPulled());
    }

    /** {@return the request's id} */
    public String id() {
        return id;
    }

    /**
     * {@return the outcome}
     *
     * @param patience how long it is waited for
     * @throws TimeoutException if there is none until then
     * @throws InterruptedException if the thread is interrupted
     */
    public Outcome outcome(Duration patience) throws TimeoutException, InterruptedException {
        try {
            return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new TimeoutException("invocation " + id + " is " + state() + " after " + patience + calls.ended());
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    /**
     * The answer, while it arrives: each read gives at most what has come in one piece. It is there for an answer in one piece, too.
     * At its end stands the same as in the outcome; a failure of the invocation is an end as well.
     *
     * @param patience how long a read waits for something to arrive, before it throws {@link java.io.InterruptedIOException}
     * @return the bytes; closing it means that nobody needs them any more
     */
    public InputStream stream(Duration patience) {
        return arrivals.stream(patience);
    }

    /** {@return whether there is an outcome} */
    public boolean isDone() {
        return outcome.isDone();
    }

    InvokeRequest request() {
        return request;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    private synchronized String state() {
        return switch (state) {
            case WAITING -> "not asked for";
            case HANDED_OUT -> "not answered";
            case ANSWERED -> "being answered";
        };
    }

    synchronized void handOut() {
        state = State.HANDED_OUT;
    }

    synchronized void takeBack() {
        state = State.WAITING;
    }

    /** {@return whether it may be answered, which it may once} */
    synchronized boolean answer() {
        boolean isOpen = state == State.HANDED_OUT;
        state = isOpen ? State.ANSWERED : state;
        return isOpen;
    }

    synchronized boolean isAnswered() {
        return state == State.ANSWERED;
    }

    void complete(Outcome given) {
        arrivals.end();
        outcome.complete(given);
    }
}
