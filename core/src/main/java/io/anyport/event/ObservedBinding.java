package io.anyport.event;

import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.http.Response;
import io.anyport.observe.BindingTask;
import io.anyport.observe.Observer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a binding does while somebody looks. Its class is loaded only then, or when something has failed. */
final class ObservedBinding {

    private ObservedBinding() {}

    /** Does work that throws nothing unexpected, since what its logic throws it {@linkplain #tell tells}. */
    static <R> R call(
            Observer observer,
            Binding binding,
            @Nullable Delivery delivery,
            Invocation invocation,
            Function<Invocation, R> work) {
        var observation = observer.begin(new BindingTask(binding, Optional.ofNullable(delivery), invocation));
        if (observation == null) {
            return work.apply(invocation);
        }
        var observed = invocation.withObservation(observation);
        Response response = null;
        var scope = observation.enter();
        try {
            R result = work.apply(observed);
            response = result instanceof Response answer ? answer : null;
            return result;
        } finally {
            observation.end(response);
            if (scope != null) {
                scope.close();
            }
        }
    }

    /** Tells whoever observes an invocation what was thrown. */
    static void tell(Invocation invocation, Throwable thrown) {
        var observation = invocation.observation();
        if (observation.isPresent()) {
            observation.get().thrown(thrown);
        }
    }
}
