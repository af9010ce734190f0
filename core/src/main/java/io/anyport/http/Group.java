package io.anyport.http;

import io.anyport.Binding;
import java.util.ArrayList;
import java.util.List;

/** Bindings that share a prefix and filters. Immutable. */
public final class Group implements Binding {

    private final String prefix;
    private final List<Filter> filters;
    private final List<Binding> bindings;

    private Group(String prefix, List<Filter> filters, List<Binding> bindings) {
        this.prefix = prefix;
        this.filters = filters;
        this.bindings = bindings;
    }

    /**
     * Bindings below a prefix.
     *
     * @param prefix a path template without a rest, which does not end with a slash; empty for none
     * @param bindings routes and groups
     * @return the group
     * @throws IllegalArgumentException if the prefix is malformed, or a binding can not be in a group
     */
    public static Group group(String prefix, Binding... bindings) {
        if (!prefix.isEmpty()
                && (prefix.endsWith("/") || PathTemplate.of(prefix).hasRest())) {
            throw new IllegalArgumentException("prefix '" + prefix + "' must not end with a slash or a rest");
        }
        return new Group(prefix, List.of(), List.of(bindings));
    }

    /**
     * A copy with filters around all bindings, the first one outermost.
     *
     * @param more the filters
     * @return the copy
     */
    public Group with(Filter... more) {
        return new Group(prefix, Route.join(filters, List.of(more)), bindings);
    }

    /** {@return all routes and mounts, with the prefixes and the filters of the groups around them} */
    static List<Binding> flatten(List<? extends Binding> bindings) {
        var flat = new ArrayList<Binding>();
        for (var binding : bindings) {
            if (binding instanceof Group group) {
                for (var inner : flatten(group.bindings)) {
                    flat.add(group.around(inner));
                }
            } else {
                flat.add(binding);
            }
        }
        return flat;
    }

    private Binding around(Binding binding) {
        if (binding instanceof Route route) {
            return route.below(prefix, filters);
        }
        if (binding instanceof Mount mount) {
            return mount.below(prefix, filters);
        }
        throw new IllegalArgumentException("group '" + prefix + "' can hold routes, groups and mounts, not " + binding);
    }
}
