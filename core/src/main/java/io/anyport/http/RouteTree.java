package io.anyport.http;

import io.anyport.Binding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes and mounts of an application as a tree by segments. Immutable once built. */
final class RouteTree {

    /**
     * Where a way through the tree ends.
     *
     * @param binding a route or a mount
     * @param handler what handles it, within its own filters
     * @param parameters the number of parameters on the way
     */
    record Leaf(Binding binding, Handler handler, int parameters) {}

    /** Where a segment ends; changed only while the tree is built. */
    static final class Node {
        final Literals<Node> literals = new Literals<>();
        final Map<String, Leaf> leaves = new LinkedHashMap<>(); // by method

        @Nullable
        Node parameter;

        @Nullable
        Node rest;

        @Nullable
        Leaf mount;

        private Node child(PathTemplate.Segment segment) {
            Node known = known(segment);
            return known == null ? newChild(segment) : known;
        }

        /** Without a switch, which would be one more class to load. */
        private @Nullable Node known(PathTemplate.Segment segment) {
            if (segment.kind() == PathTemplate.Kind.LITERAL) {
                return literals.find(segment.text(), 0, segment.text().length());
            }
            return segment.kind() == PathTemplate.Kind.REST ? rest : parameter;
        }

        private Node newChild(PathTemplate.Segment segment) {
            var node = new Node();
            if (segment.kind() == PathTemplate.Kind.LITERAL) {
                literals.put(segment.text(), node);
            } else if (segment.kind() == PathTemplate.Kind.REST) {
                rest = node;
            } else {
                parameter = node;
            }
            return node;
        }
    }

    private final Node root = new Node();
    private final List<Binding> bindings;

    private RouteTree(List<Binding> bindings) {
        this.bindings = bindings;
    }

    static RouteTree of(List<? extends Binding> bindings) {
        var tree = new RouteTree(List.copyOf(Group.flatten(bindings)));
        for (var binding : tree.bindings) {
            if (binding instanceof Route route) {
                tree.add(route);
            } else if (binding instanceof Mount mount) {
                tree.add(mount);
            } else {
                throw new IllegalArgumentException("an application can hold routes, groups and mounts, not " + binding);
            }
        }
        return tree;
    }

    private void add(Route route) {
        if (route.path().isEmpty()) {
            throw new IllegalArgumentException("route '" + route + "' has no path; only in a group may it be empty");
        }
        var handler = Router.filtered(route.filters(), route.handler());
        var leaf = new Leaf(route, handler, route.template().parameters().size());
        var earlier = node(route.template()).leaves.putIfAbsent(route.method().name(), leaf);
        if (earlier != null) {
            throw conflict(earlier.binding, route);
        }
    }

    private void add(Mount mount) {
        var node = node(mount.template());
        if (node.mount != null) {
            throw conflict(node.mount.binding, mount);
        }
        node.mount = new Leaf(mount, mount.filtered(), 0);
    }

    private Node node(PathTemplate template) {
        var node = root;
        for (var segment : template.segments()) {
            node = node.child(segment);
        }
        return node;
    }

    private static IllegalArgumentException conflict(Binding earlier, Binding later) {
        return new IllegalArgumentException(
                "'" + earlier + "' and '" + later + "' match the same requests with equal right; drop one of them");
    }

    /** {@return all routes and mounts, in the order of their declaration, with the prefixes of their groups} */
    List<Binding> bindings() {
        return bindings;
    }

    Node root() {
        return root;
    }
}
