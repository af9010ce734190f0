package io.anyport;

import io.anyport.http.Handler;
import io.anyport.http.Mount;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/** What an application does before a snapshot and after a restore. Immutable. */
record CheckpointPlan(List<Request> priming, List<Resource> resources) {

    static final CheckpointPlan NONE = new CheckpointPlan(List.of(), List.of());

    CheckpointPlan {
        priming = List.copyOf(priming);
        resources = List.copyOf(resources);
    }

    CheckpointPlan priming(List<Request> more) {
        return new CheckpointPlan(joined(priming, more), resources);
    }

    CheckpointPlan resources(List<Resource> more) {
        return new CheckpointPlan(priming, joined(resources, more));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** {@return what an application and those mounted in it have named, each once} */
    static List<Resource> resources(App app) {
        var all = new ArrayList<>(app.plan().resources);
        for (var mounted : mounted(app)) {
            all.addAll(resources(mounted));
        }
        var seen = Collections.<Resource>newSetFromMap(new IdentityHashMap<>());
        all.removeIf(resource -> !seen.add(resource));
        return all;
    }

    /** Primes an application through what hands requests to it, and those mounted in it. */
    static void prime(App app, Handler target) {
        app.plan().prime(target);
        for (var mounted : mounted(app)) {
            prime(mounted, mounted);
        }
    }

    static List<App> mounted(App app) {
        var mounted = new ArrayList<App>();
        for (var binding : app.bindings()) {
            if (binding instanceof Mount mount && mount.handler() instanceof App inner) {
                mounted.add(inner);
            }
        }
        return mounted;
    }

    private void prime(Handler target) {
        for (var request : priming) {
            int status;
            try {
                status = answered(target.handle(request));
            } catch (Exception failed) {
                throw new IllegalStateException("priming " + what(request) + " failed: " + failed, failed);
            }
            if (status >= Status.INTERNAL_SERVER_ERROR.code()) {
                throw new IllegalStateException("priming " + what(request) + " was answered with " + status);
            }
        }
    }

    private static int answered(Response response) throws IOException {
        if (response.body().isStream()) {
            try (InputStream stream = response.body().stream()) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
        }
        return response.status().code();
    }

    private static String what(Request request) {
        return request.method() + " " + request.path();
    }

    /** In the reverse order: what was named later may use what was named before. */
    static void beforeCheckpoint(List<Resource> resources) throws Exception {
        for (int i = resources.size() - 1; i >= 0; i--) {
            resources.get(i).beforeCheckpoint();
        }
    }

    /** All of them, also those after one that fails. */
    static void afterRestore(List<Resource> resources) throws Exception {
        Exception first = null;
        for (var resource : resources) {
            try {
                resource.afterRestore();
            } catch (Exception failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
