package io.anyport.undertow;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets no more requests into the application than it is to work on at once, and few wait. Thread-safe. */
final class Admission implements ServerLoad {

    private final int most;
    private final int longest;
    private final @Nullable Executor virtual; // null for the workers of a connection
    private final ArrayDeque<Ticket> queue = new ArrayDeque<>();
    private final ArrayDeque<Ticket> begun = new ArrayDeque<>(); // that were let in, and want to go on
    private boolean isBegunNext;
    private int inFlight;
    private long shed;

    Admission(int most, int longest, @Nullable Executor virtual) {
        this.most = most;
        this.longest = longest;
        this.virtual = virtual;
    }

    /** {@return the threads for what is not counted, null for Undertow's own} */
    @Nullable
    Executor threads() {
        return virtual;
    }

    /** Begins a request, at once or later. {@return whether it will be begun; if not, nothing is done about it} */
    boolean enter(Ticket ticket) {
        synchronized (this) {
            if (inFlight >= most) {
                return isQueued(ticket);
            }
            inFlight++;
        }
        start(ticket);
        return true;
    }

    private boolean isQueued(Ticket ticket) {
        if (queue.size() >= longest) {
            shed++;
            return false;
        }
        queue.add(ticket);
        return true;
    }

    /** Takes a request out of those that wait. {@return whether it was there} */
    synchronized boolean withdraw(Ticket ticket) {
        return queue.remove(ticket);
    }

    private void start(Ticket ticket) {
        try {
            (virtual == null ? ticket.workers() : virtual).execute(ticket);
        } catch (RejectedExecutionException stopped) {
            ticket.reject();
            exit();
        }
    }

    /** A request is over, and gives its place to the one that has waited longest. */
    void exit() {
        Ticket next;
        synchronized (this) {
            next = poll();
            if (next == null) {
                inFlight--;
            }
        }
        if (next != null) {
            start(next);
        }
    }

    /** {@return one that waits, by turns of either kind, so that neither keeps the other away} */
    private @Nullable Ticket poll() {
        isBegunNext = !isBegunNext;
        var next = isBegunNext ? begun.poll() : queue.poll();
        return next != null ? next : isBegunNext ? queue.poll() : begun.poll();
    }

    /** Goes on with a request that was let in and gave its place away, at once or later. */
    void resume(Ticket ticket) {
        synchronized (this) {
            if (inFlight >= most) {
                begun.add(ticket);
                return;
            }
            inFlight++;
        }
        start(ticket);
    }

    @Override
    public synchronized int inFlight() {
        return inFlight;
    }

    @Override
    public synchronized int waiting() {
        return queue.size();
    }

    @Override
    public synchronized long shed() {
        return shed;
    }
}
