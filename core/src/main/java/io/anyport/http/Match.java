package io.anyport.http;

import io.anyport.Binding;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the router found for a request: what is to handle it, the route or the mount if it is one, and the decoded segments of the
 * path, which the route's parameters point into.
 */
final class Match {

    private final Handler handler;
    private final @Nullable Binding binding;
    private final String[] segments;

    Match(Handler handler, @Nullable Binding binding, String... segments) {
        this.handler = handler;
        this.binding = binding;
        this.segments = segments;
    }

    Handler handler() {
        return handler;
    }

    @Nullable
    Route route() {
        return binding instanceof Route route ? route : null;
    }

    /** {@return what stands for the path where it must not be shown: a template, a prefix, or a dash} */
    String pattern() {
        return binding instanceof Route route ? route.path() : binding == null ? "-" : binding.toString();
    }

    /** {@return the one segment of a parameter, or null if there is no such parameter or it is a rest} */
    @Nullable
    String single(PathTemplate template, String name) {
        Integer index = template.parameters().get(name);
        return index == null || isRest(template, index) ? null : segments[index];
    }

    List<String> parameter(String name) {
        var route = route();
        var template = route == null ? null : route.template();
        Integer index = template == null ? null : template.parameters().get(name);
        if (template == null || index == null) {
            throw new IllegalArgumentException("route " + route + " has no parameter {" + name + "}");
        }
        return isRest(template, index)
                ? List.of(Arrays.copyOfRange(segments, index, segments.length))
                : List.of(segments[index]);
    }

    private static boolean isRest(PathTemplate template, int index) {
        return template.hasRest() && index == template.segments().size() - 1;
    }
}
