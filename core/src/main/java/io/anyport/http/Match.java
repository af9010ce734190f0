package io.anyport.http;

import io.anyport.Binding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the router found for a request: what is to handle it, the route or the mount if it is one, and the values of the route's
 * parameters. Immutable.
 */
final class Match {

    private final Handler handler;
    private final @Nullable Binding binding;
    private final @Nullable Wiring wiring;
    private final String[] values; // decoded, in the order of the template's parameters
    private final String path;
    private final int rest; // where it begins in the path

    Match(Handler handler, @Nullable Binding binding, @Nullable Wiring wiring, String[] values, String path, int rest) {
        this.handler = handler;
        this.binding = binding;
        this.wiring = wiring;
        this.values = values;
        this.path = path;
        this.rest = rest;
    }

    /** {@return a match with what answers where no route does} */
    static Match none(Handler handler) {
        return new Match(handler, null, null, new String[0], "", -1);
    }

    Handler handler() {
        return handler;
    }

    @Nullable
    Route route() {
        return binding instanceof Route route ? route : null;
    }

    @Nullable
    Wiring wiring() {
        return wiring;
    }

    /** {@return what stands for the path where it must not be shown: a template, a prefix, or a dash} */
    String pattern() {
        return binding instanceof Route route ? route.path() : binding == null ? "-" : binding.toString();
    }

    /** {@return the value of a parameter that is no rest, by its place among the template's parameters} */
    String value(int parameter) {
        return values[parameter];
    }

    /** {@return the segments of the rest, decoded} */
    List<String> rest() {
        var segments = new ArrayList<String>();
        for (int start = rest; start <= path.length(); ) {
            int end = Segments.end(path, start);
            segments.add(PercentCoding.decodeSegment(path, start, end));
            start = end + 1;
        }
        return List.copyOf(segments);
    }

    List<String> parameter(String name) {
        var route = route();
        int parameter = route == null ? -1 : route.template().parameters().indexOf(name);
        if (route == null || parameter < 0) {
            throw new IllegalArgumentException("route " + route + " has no parameter {" + name + "}");
        }
        return route.template().isRest(parameter) ? rest() : List.of(values[parameter]);
    }
}
