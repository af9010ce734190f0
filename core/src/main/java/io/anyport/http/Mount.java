package io.anyport.http;

import io.anyport.Binding;
import java.util.List;

/**
 * An application, or any handler, below a prefix: it sees the path behind the prefix, for all methods, and does not know
 * that it is mounted. Links that it makes have the prefix. Immutable.
 */
public final class Mount implements Binding {

    private final PathTemplate prefix;
    private final List<Filter> filters;
    private final Handler handler;

    private Mount(PathTemplate prefix, List<Filter> filters, Handler handler) {
        this.prefix = prefix;
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
        return new Mount(checked(PathTemplate.of(prefix)), List.of(), handler);
    }

    private static PathTemplate checked(PathTemplate prefix) {
        if (!prefix.parameters().isEmpty() || prefix.text().endsWith("/")) {
            throw new IllegalArgumentException(
                    "a mount's prefix must be literal segments and not end with a slash, is '" + prefix + "'");
        }
        return prefix;
    }

    Mount below(String outer, List<Filter> outerFilters) {
        return new Mount(checked(prefix.below(outer)), Route.join(outerFilters, filters), handler);
    }

    PathTemplate prefix() {
        return prefix;
    }

    Handler handler() {
        Handler bare = request -> handler.handle(behindPrefix(request));
        return Router.filtered(filters, bare);
    }

    private Request behindPrefix(Request request) {
        String path = request.path();
        int end = 0;
        for (int i = 0; i < prefix.segments().size(); i++) {
            int slash = path.indexOf('/', end + 1);
            end = slash < 0 ? path.length() : slash;
        }
        String rest = path.substring(end);
        return request.below(path.substring(0, end), rest.isEmpty() ? "/" : rest);
    }

    /** {@return the prefix} */
    @Override
    public String toString() {
        return prefix + "/*";
    }
}
