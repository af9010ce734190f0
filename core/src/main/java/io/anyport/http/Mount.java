package io.anyport.http;

import io.anyport.Binding;
import java.util.List;
import java.util.Objects;

/**
 * An application, or any handler, below a prefix: it sees the path behind the prefix, for all methods, and does not know
 * that it is mounted. Links that it makes have the prefix. Immutable.
 */
public final class Mount implements Binding {

    private final PathTemplate template;
    private final List<Filter> filters;
    private final Handler handler;

    private Mount(PathTemplate prefix, List<Filter> filters, Handler handler) {
        this.template = prefix;
        this.filters = filters;
        this.handler = handler;
    }

    /**
     * Mounts a handler.
     *
     * @param prefix literal segments, such as {@code /api}
     * @param handler what answers below the prefix, and at the prefix itself
     * @return the mount
     * @throws IllegalArgumentException if the prefix has parameters, or ends with a slash
     */
    public static Mount mount(String prefix, Handler handler) {
        return new Mount(checked(PathTemplate.of(prefix)), List.of(), Objects.requireNonNull(handler, "handler"));
    }

    private static PathTemplate checked(PathTemplate prefix) {
        if (!prefix.parameters().isEmpty()
                || prefix.segments().isEmpty()
                || prefix.text().endsWith("/")) {
            throw new IllegalArgumentException(
                    "a mount's prefix must be literal segments and not end with a slash, is '" + prefix + "'");
        }
        return prefix;
    }

    Mount below(String outer, List<Filter> outerFilters) {
        return new Mount(checked(template.below(outer)), Route.join(outerFilters, filters), handler);
    }

    /** {@return the prefix as it was written, with those of its groups} */
    public String prefix() {
        return template.text();
    }

    /** {@return what answers below the prefix, such as an {@link io.anyport.App}; without filters, and with its own view of paths} */
    public Handler handler() {
        return handler;
    }

    PathTemplate template() {
        return template;
    }

    /** {@return what answers requests with the whole path, within the filters} */
    Handler filtered() {
        return Router.filtered(filters, request -> handler.handle(behindPrefix(request)));
    }

    private Request behindPrefix(Request request) {
        String path = request.path();
        int end = 0;
        for (int i = 0; i < template.segments().size(); i++) {
            end = Segments.end(path, end + 1);
        }
        String rest = path.substring(end);
        return request.below(path.substring(0, end), rest.isEmpty() ? "/" : rest);
    }

    /** {@return the prefix} */
    @Override
    public String toString() {
        return template + "/*";
    }
}
