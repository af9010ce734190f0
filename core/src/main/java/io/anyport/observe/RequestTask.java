package io.anyport.observe;

import io.anyport.Invocation;
import io.anyport.http.Request;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request to be answered.
 *
 * @param request the request, as the router has matched it
 */
public record RequestTask(Request request) implements Task {

    /** RFC 9110, section 9, and RFC 5789. */
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    /**
     * Refuses null.
     *
     * @param request the request
     */
    public RequestTask {
        Objects.requireNonNull(request, "request");
    }

    /** {@return the template of the route, or the prefix of the mount, such as {@code /todos/{id}}; empty if there is none} */
    public Optional<String> route() {
        String pattern = request.pattern();
        return pattern.equals("-") ? Optional.empty() : Optional.of(pattern);
    }

    /** {@return the method; {@code _OTHER} for one that neither a standard nor the route knows, of which there are any number} */
    public String method() {
        var method = request.method();
        boolean isKnown = KNOWN.contains(method.name())
                || (request.route().isPresent()
                        && request.route().get().method().equals(method));
        return isKnown ? method.name() : "_OTHER";
    }

    @Override
    public String name() {
        return method() + " " + request.pattern();
    }

    @Override
    public Invocation invocation() {
        return request.invocation();
    }
}
