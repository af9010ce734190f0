package io.anyport;

import io.anyport.event.Receivers;
import io.anyport.http.CatchAll;
import io.anyport.http.Filter;
import io.anyport.http.Group;
import io.anyport.http.Mount;
import io.anyport.http.Route;
import io.anyport.http.Router;
import io.anyport.observe.Observer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application is made of, before it is put together. Immutable.
 *
 * @param observer null if nobody looks
 * @param idField null if no client's id is taken
 * @param receivers null if nothing but routes is bound, so that a start need not load more
 */
record AppParts(
        String name,
        Router router,
        @Nullable Receivers receivers,
        List<Filter> filters,
        CatchAll catchAll,
        CodecSource codec,
        Presentation presentation,
        long bodyLimit,
        CheckpointPlan plan,
        @Nullable Observer observer,
        @Nullable String idField,
        List<HealthCheck> checks) {

    static AppParts of(String name, Binding... bindings) {
        var codec = CodecSource.found();
        var routes = new ArrayList<Binding>();
        var others = new ArrayList<Binding>(0);
        for (var binding : bindings) {
            (isForRequests(binding) ? routes : others).add(binding);
        }
        var router = Router.of(new AppWiring(codec, Presentation.NONE, null), List.of(), routes);
        refuseHidden(router.bindings());
        var catchAll = StoreProblems.declare(CatchAll.create());
        var receivers = others.isEmpty() ? null : Receivers.of(others);
        return new AppParts(
                name,
                router,
                receivers,
                List.of(),
                catchAll,
                codec,
                Presentation.NONE,
                App.BODY_LIMIT,
                CheckpointPlan.NONE,
                null,
                null,
                List.of());
    }

    private static boolean isForRequests(Binding binding) {
        return binding instanceof Route || binding instanceof Group || binding instanceof Mount;
    }

    /** What a mounted application binds beside routes, nothing would ever bring there. */
    private static void refuseHidden(List<Binding> bindings) {
        for (var binding : bindings) {
            if (!(binding instanceof Route)
                    && binding instanceof Mount mount
                    && mount.handler() instanceof App mounted
                    && mounted.bindsMore()) {
                throw new IllegalArgumentException(
                        "mount " + mount + " also binds " + mounted.receivers().listed()
                                + ": bind that on the outer application, and mount App.requestsOnly()");
            }
        }
    }

    AppParts and(Binding... more) {
        var all = new ArrayList<>(router.bindings());
        if (receivers != null) {
            all.addAll(receivers.bindings());
        }
        all.addAll(List.of(more));
        var made = of(name, all.toArray(Binding[]::new));
        return new AppParts(
                name,
                made.router,
                made.receivers,
                filters,
                catchAll,
                codec,
                presentation,
                bodyLimit,
                plan,
                observer,
                idField,
                checks);
    }

    AppParts with(List<Filter> other) {
        return new AppParts(
                name,
                router,
                receivers,
                List.copyOf(other),
                catchAll,
                codec,
                presentation,
                bodyLimit,
                plan,
                observer,
                idField,
                checks);
    }

    AppParts with(CatchAll other) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                other,
                codec,
                presentation,
                bodyLimit,
                plan,
                observer,
                idField,
                checks);
    }

    AppParts with(CodecSource other) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                catchAll,
                other,
                presentation,
                bodyLimit,
                plan,
                observer,
                idField,
                checks);
    }

    AppParts with(Presentation other) {
        return new AppParts(
                name, router, receivers, filters, catchAll, codec, other, bodyLimit, plan, observer, idField, checks);
    }

    AppParts with(CheckpointPlan other) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                catchAll,
                codec,
                presentation,
                bodyLimit,
                other,
                observer,
                idField,
                checks);
    }

    AppParts withChecks(List<HealthCheck> others) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                catchAll,
                codec,
                presentation,
                bodyLimit,
                plan,
                observer,
                idField,
                List.copyOf(others));
    }

    AppParts withBodyLimit(long bytes) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                catchAll,
                codec,
                presentation,
                bytes,
                plan,
                observer,
                idField,
                checks);
    }

    AppParts observing(Observer other) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                catchAll,
                codec,
                presentation,
                bodyLimit,
                plan,
                other,
                idField,
                checks);
    }

    AppParts withIds(String field) {
        return new AppParts(
                name,
                router,
                receivers,
                filters,
                catchAll,
                codec,
                presentation,
                bodyLimit,
                plan,
                observer,
                field,
                checks);
    }

    AppParts requestsOnly() {
        return new AppParts(
                name, router, null, filters, catchAll, codec, presentation, bodyLimit, plan, observer, idField, checks);
    }
}
