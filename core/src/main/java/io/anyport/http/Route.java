package io.anyport.http;

import io.anyport.Binding;
import java.util.ArrayList;
import java.util.List;

/**
 * A method and a path template, bound to what handles them. Immutable; a value that can be listed.
 *
 * <p>The methods of this class begin a route, for a static import: {@code get("/todos/{id}").to(…)}.
 */
public abstract sealed class Route implements Binding permits HandlerRoute, Endpoint {

    private final Method method;
    private final PathTemplate template;
    private final List<Filter> filters;

    Route(Method method, PathTemplate template, List<Filter> filters) {
        this.method = method;
        this.template = template;
        this.filters = filters;
    }

    /**
     * Begins a route for a method.
     *
     * @param method the method
     * @param template the path: literals, parameters ({@code {id}}), and at the end perhaps a rest ({@code {rest...}}); in a group it
     *     may be empty, for the group's prefix itself
     * @return what is to be bound
     * @throws IllegalArgumentException if the template is malformed
     */
    public static Unbound on(Method method, String template) {
        return new Unbound(method, PathTemplate.of(template));
    }

    /**
     * Begins a route for GET, which answers HEAD too.
     *
     * @param template as for {@link #on}
     * @return what is to be bound
     */
    public static Unbound get(String template) {
        return on(Method.GET, template);
    }

    /**
     * Begins a route for POST.
     *
     * @param template as for {@link #on}
     * @return what is to be bound
     */
    public static Unbound post(String template) {
        return on(Method.POST, template);
    }

    /**
     * Begins a route for PUT.
     *
     * @param template as for {@link #on}
     * @return what is to be bound
     */
    public static Unbound put(String template) {
        return on(Method.PUT, template);
    }

    /**
     * Begins a route for PATCH.
     *
     * @param template as for {@link #on}
     * @return what is to be bound
     */
    public static Unbound patch(String template) {
        return on(Method.PATCH, template);
    }

    /**
     * Begins a route for DELETE.
     *
     * @param template as for {@link #on}
     * @return what is to be bound
     */
    public static Unbound delete(String template) {
        return on(Method.DELETE, template);
    }

    /** {@return the method} */
    public final Method method() {
        return method;
    }

    /** {@return the path template as it was written, with the prefixes of its groups} */
    public final String path() {
        return template.text();
    }

    final PathTemplate template() {
        return template;
    }

    final List<Filter> filters() {
        return filters;
    }

    /**
     * A copy with filters around it, the first one outermost; those that are there already stay outside of them.
     *
     * @param more the filters
     * @return the copy
     */
    public abstract Route with(Filter... more);

    /** {@return a copy below a prefix, with a group's filters outside of its own} */
    abstract Route below(String prefix, List<Filter> outer);

    /** {@return what handles requests, without the filters} */
    abstract Handler handler();

    static List<Filter> join(List<Filter> outer, List<Filter> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return List.copyOf(all);
    }

    /** {@return the method and the template} */
    @Override
    public final String toString() {
        return method + " " + template;
    }
}
