package io.anyport.http;

import io.anyport.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * A handler that finds the route of a request: a tree by segments, whose cost does not grow with the number of routes. A literal beats a
 * parameter, a parameter beats a rest, a rest beats a mount, and the leftmost difference decides; where what is ahead has no route for the
 * method, what is behind is tried. Slashes count: {@code /todos} and {@code /todos/} are two paths. Immutable, and thread-safe.
 *
 * <p>Where no route has the method, HEAD is answered by GET's, OPTIONS with 204, and anything else with 405; {@code Allow}
 * names what there is. A path or a query that cannot be decoded is answered with 400. The filters stand around all of that, and
 * know the route.
 */
public final class Router implements Handler {

    private final RouteTree tree;
    private final Wiring wiring;
    private final Handler filtered;

    private Router(RouteTree tree, Wiring wiring, List<Filter> filters) {
        this.tree = tree;
        this.wiring = wiring;
        this.filtered = filtered(filters, new Dispatch());
    }

    /** What the filters stand around; a class of its own rather than a lambda, which every cold start would have to make. */
    private static final class Dispatch implements Handler {
        @Override
        public Response handle(Request request) throws Exception {
            var handler = Objects.requireNonNull(request.match(), "match").handler();
            return request.invocation().call(new Work(handler, request));
        }
    }

    /** A class of its own for the same reason. */
    private record Work(Handler handler, Request request) implements Callable<Response> {
        @Override
        public Response call() throws Exception {
            return handler.handle(request);
        }
    }

    /**
     * A router for bindings.
     *
     * @param wiring what endpoints need to know
     * @param filters what stands around all routes, and around the answers to requests without one; the first one outermost
     * @param bindings routes, groups and mounts
     * @return the router
     * @throws IllegalArgumentException if two of them match the same requests with equal right, or one cannot be routed to
     */
    public static Router of(Wiring wiring, List<Filter> filters, List<? extends Binding> bindings) {
        return new Router(RouteTree.of(bindings), wiring, filters);
    }

    /**
     * A router for the same bindings.
     *
     * @param other what endpoints need to know
     * @param filters as for {@link #of}
     * @return the router
     */
    public Router with(Wiring other, List<Filter> filters) {
        return new Router(tree, other, filters);
    }

    /** {@return a handler within filters, the first one outermost} */
    static Handler filtered(List<Filter> filters, Handler handler) {
        Handler outermost = handler;
        for (int i = filters.size() - 1; i >= 0; i--) {
            outermost = filters.get(i).around(outermost);
        }
        return outermost;
    }

    /** {@return all routes and mounts, in the order of their declaration, with the prefixes of their groups} */
    public List<Binding> bindings() {
        return tree.bindings();
    }

    @Override
    public Response handle(Request request) throws Exception {
        Request matched;
        try {
            matched = request.with(match(request));
            matched.query();
        } catch (ProblemException undecodable) {
            return refuse(request, undecodable.problem());
        }
        return finish(matched, filtered.handle(matched));
    }

    /**
     * Answers a request with a problem that was found before it could be routed, through the filters for all.
     *
     * @param request as much of the request as there is
     * @param problem the problem
     * @return the response
     * @throws Exception if a filter does
     */
    public Response refuse(Request request, Problem problem) throws Exception {
        return finish(request, filtered.handle(request.with(Match.none(refused -> problem.response()))));
    }

    private static Response finish(Request request, Response response) {
        boolean hasContent =
                !request.method().equals(Method.HEAD) && !response.status().isWithoutContent();
        return hasContent ? response : response.withoutContent();
    }

    /**
     * {@return what handles a request; for one that no route matches, what says so}
     *
     * @throws ProblemException with 400 if the path cannot be decoded
     */
    private Match match(Request request) {
        if (request.path().equals("*") && request.method().equals(Method.OPTIONS)) {
            return Match.none(Refusal.allowing(allMethods(), Method.OPTIONS));
        }
        var search = Search.of(request.method().name(), request.path(), tree);
        var match = search.found(wiring);
        return match == null ? Match.none(refusal(request, search.allowed())) : match;
    }

    private static Refusal refusal(Request request, List<String> allowed) {
        return allowed.isEmpty() ? Refusal.NOT_FOUND : Refusal.allowing(allowed, request.method());
    }

    private List<String> allMethods() {
        var methods = new ArrayList<String>();
        for (var binding : bindings()) {
            if (binding instanceof Route route) {
                methods.add(route.method().name());
            }
        }
        return methods;
    }

    /** {@return the bindings} */
    @Override
    public String toString() {
        return "Router" + bindings();
    }
}
