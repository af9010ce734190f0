package io.anyport.http;

import io.anyport.http.RouteTree.Leaf;
import io.anyport.http.RouteTree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of one request through the tree of routes, with what was seen on it. */
final class Search {

    private static final String[] NONE = {};

    private final String method;
    private final String path;
    private final boolean isEscaped;
    private @Nullable Leaf leaf;
    private String[] values = NONE;
    private int missing; // how many of the values have not been taken yet
    private int rest = -1;
    private List<String> allowed = List.of();

    private Search(String method, String path, boolean isEscaped) {
        this.method = method;
        this.path = path;
        this.isEscaped = isEscaped;
    }

    /**
     * {@return what was found, or at least which methods are allowed}
     *
     * @throws ProblemException with 400 if the path cannot be decoded
     */
    static Search of(String method, String path, RouteTree tree) {
        var search = new Search(method, path, Segments.check(path));
        search.descend(tree.root(), 1);
        return search;
    }

    /** {@return whether there is something behind a node for the path from a place on} */
    private boolean descend(Node node, int start) {
        if (start > path.length()) {
            return endsAt(node) || isMounted(node);
        }
        int end = Segments.end(path, start);
        var literal = literal(node, start, end);
        if (literal != null && descend(literal, end + 1)) {
            return true;
        }
        if (node.parameter != null && end > start && descend(node.parameter, end + 1)) {
            values[--missing] = PercentCoding.decodeSegment(path, start, end);
            return true;
        }
        if (node.rest != null && endsAt(node.rest)) {
            rest = start;
            values[--missing] = "";
            return true;
        }
        return isMounted(node);
    }

    private @Nullable Node literal(Node node, int start, int end) {
        if (isEscaped) {
            String decoded = PercentCoding.decodeSegment(path, start, end);
            return node.literals.find(decoded, 0, decoded.length());
        }
        return node.literals.find(path, start, end);
    }

    private boolean endsAt(Node node) {
        leaf = node.leaves.get(method);
        if (leaf == null && method.equals("HEAD")) {
            leaf = node.leaves.get("GET");
        }
        if (leaf != null) {
            missing = leaf.parameters();
            values = missing == 0 ? NONE : new String[missing];
        } else if (!node.leaves.isEmpty()) {
            allowed = allowed.isEmpty() ? new ArrayList<>() : allowed;
            allowed.addAll(node.leaves.keySet());
        }
        return leaf != null;
    }

    private boolean isMounted(Node node) {
        leaf = node.mount;
        return leaf != null;
    }

    /** {@return what was found; null if nothing was} */
    @Nullable
    Match found(Wiring wiring) {
        return leaf == null ? null : new Match(leaf.handler(), leaf.binding(), wiring, values, path, rest);
    }

    /** {@return the methods of the routes that would have matched but for their method} */
    List<String> allowed() {
        return allowed;
    }
}
