package io.anyport.observe;

import io.anyport.http.Response;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observers as one, which throws nothing: the first begins first and ends last, and what one throws is logged and keeps no other from
 * its work. Immutable, and thread-safe.
 */
public final class Observers implements Observer {

    private static final String LOGGER = "io.anyport";

    private final List<Observer> observers;

    private Observers(List<Observer> observers) {
        this.observers = observers;
    }

    /**
     * Observers as one.
     *
     * @param observers the observers; others of this class are taken apart
     * @return the one; of a type that its callers need not load
     */
    public static Observer of(List<? extends Observer> observers) {
        var all = new ArrayList<Observer>();
        for (var observer : observers) {
            if (observer instanceof Observers several) {
                all.addAll(several.observers);
            } else {
                all.add(observer);
            }
        }
        return new Observers(List.copyOf(all));
    }

    @Override
    public Observation begin(Task task) {
        var begun = new ArrayList<Observation>(observers.size());
        for (var observer : observers) {
            try {
                var observation = observer.begin(task);
                if (observation != null) {
                    begun.add(observation);
                }
            } catch (Throwable broken) {
                log(broken);
            }
        }
        return new Begun(begun);
    }

    @Override
    public void flush(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        var left = time;
        for (var observer : observers) {
            if (left.isNegative() || left.isZero()) {
                return; // those before have taken all of it
            }
            try {
                observer.flush(left);
            } catch (Throwable broken) {
                log(broken);
            }
            left = Duration.ofNanos(until - System.nanoTime());
        }
    }

    /** What a process does not survive is not kept in it. */
    private static void log(Throwable broken) {
        if (broken instanceof VirtualMachineError error && !(broken instanceof StackOverflowError)) {
            throw error;
        }
        System.getLogger(LOGGER).log(Level.WARNING, "an observer has failed", broken);
    }

    /** {@return the observers} */
    @Override
    public String toString() {
        return "Observers" + observers;
    }

    private static final class Begun implements Observation {

        private final List<Observation> observations;

        Begun(List<Observation> observations) {
            this.observations = observations;
        }

        @Override
        public Scope enter() {
            var scopes = new ArrayList<Scope>(observations.size());
            for (var observation : observations) {
                try {
                    var scope = observation.enter();
                    if (scope != null) {
                        scopes.add(scope);
                    }
                } catch (Throwable broken) {
                    log(broken);
                }
            }
            return new Entered(scopes);
        }

        @Override
        public void thrown(Throwable thrown) {
            for (var observation : observations) {
                try {
                    observation.thrown(thrown);
                } catch (Throwable broken) {
                    log(broken);
                }
            }
        }

        @Override
        public void end(@Nullable Response response) {
            for (int i = observations.size() - 1; i >= 0; i--) {
                try {
                    observations.get(i).end(response);
                } catch (Throwable broken) {
                    log(broken);
                }
            }
        }
    }

    private static final class Entered implements Observation.Scope {

        private final List<Observation.Scope> scopes;

        Entered(List<Observation.Scope> scopes) {
            this.scopes = scopes;
        }

        @Override
        public void close() {
            for (int i = scopes.size() - 1; i >= 0; i--) {
                try {
                    scopes.get(i).close();
                } catch (Throwable broken) {
                    log(broken);
                }
            }
        }
    }
}
