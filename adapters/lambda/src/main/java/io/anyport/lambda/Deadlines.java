package io.anyport.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Interrupts work that is still going on at its deadline. One thread looks after all the work of a process, and wakes up rarely: what
 * begins later ends later, so that nobody has to tell it of new work while it waits. Thread-safe.
 */
class Deadlines implements Runnable {

    /** What remains if there is no deadline. */
    static final Duration NONE = Duration.ofDays(365);

    private static final long MILLI = 1_000_000;

    private final List<Watch> watches = new ArrayList<>();
    private boolean isStarted;
    private long wakeUp; // in the time of System.nanoTime
    private boolean isAsleep; // until somebody wakes it

    /** Work on a thread, which is the current one. */
    final class Watch {
        private final Thread thread = Thread.currentThread();
        private final long end;
        private boolean isLate;

        private Watch(long end) {
            this.end = end;
        }

        /** Ends the work: from now on nobody is interrupted for it. */
        void end() {
            synchronized (Deadlines.this) {
                watches.remove(this);
                if (isLate) {
                    Thread.interrupted(); // which is the one that was meant for the work
                }
            }
        }

        /** {@return whether the work was interrupted} */
        boolean isLate() {
            synchronized (Deadlines.this) {
                return isLate;
            }
        }
    }

    /** Begins work on the current thread. */
    synchronized Watch watch(Duration time) {
        long end = nanoTime() + time.toNanos();
        var watch = new Watch(end);
        watches.add(watch);
        if (!isStarted) {
            start();
        } else if (isAsleep || end - wakeUp < 0) {
            notifyAll();
        }
        return watch;
    }

    /** Looks at the clock anew, which a snapshot of the process and its restore may have moved by months. */
    synchronized void afterRestore() {
        notifyAll();
    }

    long nanoTime() {
        return System.nanoTime();
    }

    private void start() {
        isStarted = true;
        var thread = new Thread(this, "anyport-deadlines");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void run() {
        try {
            while (true) {
                sleep(interruptLate());
            }
        } catch (InterruptedException end) {
            isStarted = false; // by whoever ends threads: the next work starts another one
        }
    }

    /** {@return how long there is nothing to do; zero for ever} */
    private long interruptLate() {
        long now = nanoTime();
        long next = 0;
        for (var watch : watches) {
            long left = watch.end - now;
            if (left > 0) {
                next = next == 0 ? left : Math.min(next, left);
            } else if (!watch.isLate) {
                watch.isLate = true;
                watch.thread.interrupt();
            }
        }
        wakeUp = now + next;
        isAsleep = next == 0;
        return next;
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, which looks at everything each time
    private void sleep(long nanos) throws InterruptedException {
        wait(nanos == 0 ? 0 : nanos / MILLI + 1);
    }
}
