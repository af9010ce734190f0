package io.anyport.http;

import io.anyport.Binding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A handler that finds the route of a request: a tree by segments, whose cost does not grow with the number of routes. A literal beats a
 * parameter, a parameter beats a rest, and the leftmost difference decides. Immutable once built, and thread-safe.
 *
 * <p>Where no route has the method, HEAD is answered by GET's, OPTIONS with 204, and anything else with 405; {@code Allow}
 * names what there is. A path or a query that cannot be decoded is answered with 400. The filters stand around all of that, and
 * know the route.
 */
public final class Router implements Handler {

    private final Node root = new Node();
    private final List<Binding> bindings;
    private final Handler filtered;

    private Router(List<Binding> bindings, List<Filter> filters) {
        this.bindings = bindings;
        this.filtered = filtered(filters, request -> matched(request).handler().handle(request));
    }

    private static Match matched(Request request) {
        return Objects.requireNonNull(request.match(), "match");
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
        var router = new Router(List.copyOf(Group.flatten(bindings)), filters);
        for (var binding : router.bindings) {
            if (binding instanceof Route route) {
                router.add(route, wiring);
            } else if (binding instanceof Mount mount) {
                router.add(mount);
            } else {
                throw new IllegalArgumentException("an application can hold routes, groups and mounts, not " + binding);
            }
        }
        return router;
    }

    private void add(Route route, Wiring wiring) {
        var node = root;
        for (var segment : route.template().segments()) {
            node = node.child(segment);
        }
        var earlier = node.leaves.get(route.method().name());
        if (earlier != null) {
            throw new IllegalArgumentException("routes '" + earlier.binding + "' and '" + route
                    + "' match the same requests with equal right; drop one of them");
        }
        node.leaves.put(route.method().name(), new Leaf(route, filtered(route.filters(), route.handler(wiring))));
    }

    private void add(Mount mount) {
        var node = root;
        for (var segment : mount.prefix().segments()) {
            node = node.child(segment);
        }
        if (node.mount != null) {
            throw new IllegalArgumentException("mounts at '" + mount + "' match the same requests with equal right");
        }
        node.mount = new Leaf(mount, mount.handler());
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
        return bindings;
    }

    @Override
    public Response handle(Request request) throws Exception {
        Match match;
        try {
            match = match(request);
            request.query();
        } catch (ProblemException undecodable) {
            return refuse(request, undecodable.problem());
        }
        return finish(request, filtered.handle(request.with(match)));
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
        var match = new Match(refused -> problem.response(), null);
        return finish(request, filtered.handle(request.with(match)));
    }

    private static Response finish(Request request, Response response) {
        boolean hasContent =
                !request.method().equals(Method.HEAD) && !response.status().isWithoutContent();
        return hasContent ? response : response.withoutContent();
    }

    /**
     * {@return what handles a request; for one that no route matches, a handler that says so}
     *
     * @throws ProblemException with 400 if the path cannot be decoded
     */
    private Match match(Request request) {
        String path = request.path();
        if (path.equals("*") && request.method().equals(Method.OPTIONS)) {
            return new Match(new Refusal(Status.NO_CONTENT, allMethods()), null);
        }
        String[] segments = segments(path);
        var search = new Search(request.method().name(), segments);
        if (search.descend(root, 0)) {
            var found = search.found();
            return new Match(found.handler, found.binding, segments);
        }
        return new Match(refusal(request, search), null, segments);
    }

    private static Handler refusal(Request request, Search search) {
        if (search.allowed.isEmpty()) {
            return new Refusal(Status.NOT_FOUND, "");
        }
        boolean isOptions = request.method().equals(Method.OPTIONS);
        return new Refusal(isOptions ? Status.NO_CONTENT : Status.METHOD_NOT_ALLOWED, allow(search.allowed));
    }

    private String allMethods() {
        return allow(bindings.stream()
                .filter(Route.class::isInstance)
                .map(binding -> ((Route) binding).method().name())
                .distinct()
                .toList());
    }

    /** The value of Allow: what routes declare, and what the router answers by itself. */
    private static String allow(Iterable<String> declared) {
        var all = new java.util.TreeSet<String>();
        declared.forEach(all::add);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        all.add("OPTIONS");
        return String.join(", ", all);
    }

    /** Splits a path at its slashes and decodes what is between them. */
    static String[] segments(String path) {
        if (!path.startsWith("/")) {
            throw ProblemException.badRequest("The path must begin with a slash.");
        }
        int count = 1;
        for (int i = path.indexOf('/', 1); i >= 0; i = path.indexOf('/', i + 1)) {
            count++;
        }
        var segments = new String[count];
        int start = 1;
        for (int i = 0; i < count; i++) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            segments[i] = segment(path, start, end);
            start = end + 1;
        }
        return segments;
    }

    private static String segment(String path, int start, int end) {
        String decoded = PercentCoding.decodeSegment(path, start, end);
        if (decoded.equals(".") || decoded.equals("..")) {
            throw ProblemException.badRequest("The path has a dot segment.");
        }
        return decoded;
    }

    /** Where a path of the tree ends: a route or a mount, and what handles it within its filters. */
    private record Leaf(Binding binding, Handler handler) {}

    /** A node of the tree; changed only while the router is built. */
    private static final class Node {
        private final Map<String, Node> literals = new java.util.HashMap<>();
        private final Map<String, Leaf> leaves = new LinkedHashMap<>();
        private @Nullable Node parameter;
        private @Nullable Node rest;
        private @Nullable Leaf mount;

        Node child(PathTemplate.Segment segment) {
            if (segment.kind() == PathTemplate.Kind.LITERAL) {
                return literals.computeIfAbsent(segment.text(), text -> new Node());
            }
            boolean isRest = segment.kind() == PathTemplate.Kind.REST;
            var known = isRest ? rest : parameter;
            return known == null ? newWildcard(isRest) : known;
        }

        private Node newWildcard(boolean isRest) {
            var node = new Node();
            if (isRest) {
                rest = node;
            } else {
                parameter = node;
            }
            return node;
        }
    }

    /** One way through the tree, with what was seen on it. */
    private static final class Search {
        private final String method;
        private final String[] segments;
        private List<String> allowed = List.of();
        private @Nullable Leaf leaf;
        private @Nullable Leaf mount;

        Search(String method, String[] segments) {
            this.method = method;
            this.segments = segments;
        }

        boolean descend(Node node, int depth) {
            if (depth == segments.length) {
                return end(node) || mounted(node);
            }
            String segment = segments[depth];
            var literal = node.literals.get(segment);
            if (literal != null && descend(literal, depth + 1)) {
                return true;
            }
            if (node.parameter != null && !segment.isEmpty() && descend(node.parameter, depth + 1)) {
                return true;
            }
            return (node.rest != null && end(node.rest)) || mounted(node);
        }

        private boolean mounted(Node node) {
            mount = node.mount;
            return mount != null;
        }

        private boolean end(Node node) {
            leaf = node.leaves.get(method);
            if (leaf == null && method.equals("HEAD")) {
                leaf = node.leaves.get("GET");
            }
            if (leaf == null && !node.leaves.isEmpty()) {
                allowed = allowed.isEmpty() ? new ArrayList<>() : allowed;
                allowed.addAll(node.leaves.keySet());
            }
            return leaf != null;
        }

        Leaf found() {
            return Objects.requireNonNull(leaf == null ? mount : leaf);
        }
    }

    /** What answers where no route does. */
    private record Refusal(Status status, String allow) implements Handler {
        @Override
        public Response handle(Request request) {
            if (allow.isEmpty()) {
                return Problem.of(status).response();
            }
            var response = status.isSuccess()
                    ? Response.of(status)
                    : Problem.of(status).response();
            return response.withHeader("Allow", allow);
        }
    }

    @Override
    public String toString() {
        return bindings.stream().map(Binding::toString).collect(Collectors.joining(", ", "Router[", "]"));
    }
}
