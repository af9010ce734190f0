package io.anyport.http;

import io.anyport.Invocation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request: method, path, query, header fields and body, with the {@link Invocation} that brought it. Immutable, but
 * for a body that is a stream.
 *
 * <p>The path and the query are kept as they were received, percent-encoded. They are decoded, strictly, by the router
 * and by {@link #query}.
 */
public final class Request {

    private final Method method;
    private final String path;
    private final @Nullable String rawQuery;
    private final Headers headers;
    private final Body body;
    private final Origin origin;
    private final Invocation invocation;
    private final @Nullable Match match;
    private @Nullable Query query; // decoded on demand; a race decodes it twice, which does no harm

    private Request(
            Method method,
            String path,
            @Nullable String rawQuery,
            Headers headers,
            Body body,
            Origin origin,
            Invocation invocation,
            @Nullable Match match,
            @Nullable Query query) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers = headers;
        this.body = body;
        this.origin = origin;
        this.invocation = invocation;
        this.match = match;
        this.query = query;
    }

    /**
     * A request to a target, as a test or a client writes it.
     *
     * @param method the method
     * @param target a path that begins with a slash, with a query if need be ({@code /todos?limit=1}); or a URL with scheme
     *     and host in front of it
     * @return the request, from {@code http://localhost} if the target does not say another origin
     * @throws IllegalArgumentException if the target is neither
     */
    public static Request of(Method method, String target) {
        Objects.requireNonNull(method, "method");
        int slashes = target.startsWith("/") ? -1 : target.indexOf("://");
        int start = slashes < 0 ? 0 : target.indexOf('/', slashes + 3);
        if (start < 0 || (slashes < 0 && !target.startsWith("/") && !target.equals("*"))) {
            throw new IllegalArgumentException("target must be a path that begins with /, or a URL with a path; is "
                    + target.length() + " characters");
        }
        var origin = slashes < 0
                ? Origin.LOCAL
                : Origin.of(target.substring(0, slashes), target.substring(slashes + 3, start));
        int question = target.indexOf('?', start);
        String path = target.substring(start, question < 0 ? target.length() : question);
        String rawQuery = question < 0 ? null : target.substring(question + 1);
        return new Request(method, path, rawQuery, Headers.EMPTY, Body.empty(), origin, Invocation.local(), null, null);
    }

    /**
     * A request as a target received it.
     *
     * @param method the method
     * @param path the path as it was received, percent-encoded
     * @param rawQuery the query as it was received, percent-encoded and without a question mark; null if there is none
     * @param headers the header fields
     * @param body the content
     * @param origin where the client sees the application
     * @param invocation what brought the request; if it has the trace of the header, then with its {@code tracestate}
     * @return the request
     */
    public static Request received(
            Method method,
            String path,
            @Nullable String rawQuery,
            Headers headers,
            Body body,
            Origin origin,
            Invocation invocation) {
        boolean isTraced = invocation.trace().isPresent() && headers.contains("tracestate");
        var known = isTraced ? TraceContext.withState(invocation, headers) : invocation;
        return new Request(method, path, rawQuery, headers, body, origin, known, null, null);
    }

    /**
     * A GET.
     *
     * @param target as for {@link #of}
     * @return the request
     */
    public static Request get(String target) {
        return of(Method.GET, target);
    }

    /**
     * A POST.
     *
     * @param target as for {@link #of}
     * @return the request
     */
    public static Request post(String target) {
        return of(Method.POST, target);
    }

    /**
     * A PUT.
     *
     * @param target as for {@link #of}
     * @return the request
     */
    public static Request put(String target) {
        return of(Method.PUT, target);
    }

    /**
     * A PATCH.
     *
     * @param target as for {@link #of}
     * @return the request
     */
    public static Request patch(String target) {
        return of(Method.PATCH, target);
    }

    /**
     * A DELETE.
     *
     * @param target as for {@link #of}
     * @return the request
     */
    public static Request delete(String target) {
        return of(Method.DELETE, target);
    }

    /** {@return the method} */
    public Method method() {
        return method;
    }

    /** {@return the path below {@link Origin#base}, percent-encoded as it was received} */
    public String path() {
        return path;
    }

    /** {@return the query as it was received, percent-encoded and without the question mark} */
    public Optional<String> rawQuery() {
        return Optional.ofNullable(rawQuery);
    }

    /**
     * The query's parameters.
     *
     * @return the parameters; none if there is no query
     * @throws ProblemException with 400 if the query cannot be decoded, which an {@link io.anyport.App} has made sure of
     */
    public Query query() {
        if (rawQuery == null) {
            return Query.EMPTY;
        }
        var decoded = query;
        if (decoded == null) {
            decoded = Query.parse(rawQuery);
            query = decoded;
        }
        return decoded;
    }

    /**
     * The parameters of a form in the body.
     *
     * @return the parameters
     * @throws ProblemException with 415 if the body is no {@code application/x-www-form-urlencoded}, with 400 if it cannot
     *     be decoded
     */
    public Query form() {
        var type = headers.first("Content-Type").map(MediaType::parse);
        if (type.isEmpty() || !type.get().isA("application/x-www-form-urlencoded")) {
            throw ProblemException.of(Problem.of(Status.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("The body must be application/x-www-form-urlencoded."));
        }
        return Query.parse(body.text());
    }

    /** {@return the header fields} */
    public Headers headers() {
        return headers;
    }

    /**
     * The first value of a header field.
     *
     * @param name the field's name, in any case
     * @return empty if there is no such field
     */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /**
     * The value of a cookie.
     *
     * @param name the cookie's name, in its case
     * @return the value, without quotes around it; empty if there is no such cookie
     */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(Cookie.find(headers, name));
    }

    /** {@return the content} */
    public Body body() {
        return body;
    }

    /** {@return where the client sees the application} */
    public Origin origin() {
        return origin;
    }

    /** {@return absolute links into the application, as the client sees it} */
    public Links links() {
        return Links.of(origin);
    }

    /** {@return what brought the request} */
    public Invocation invocation() {
        return invocation;
    }

    /** {@return the route that was found for the request; empty outside of an application, and if there is none} */
    public Optional<Route> route() {
        return match == null ? Optional.empty() : Optional.ofNullable(match.route());
    }

    /**
     * A parameter of the path, decoded.
     *
     * @param name the name that the route's template gives it
     * @return the value; segments of a rest are joined by slashes
     * @throws IllegalArgumentException if the route has no such parameter
     */
    public String parameter(String name) {
        return String.join("/", parameters(name));
    }

    /**
     * The segments of a parameter of the path, decoded: one, or any number for a rest.
     *
     * @param name the name that the route's template gives it
     * @return the segments
     * @throws IllegalArgumentException if the route has no such parameter
     */
    public List<String> parameters(String name) {
        if (match == null || match.route() == null) {
            throw new IllegalArgumentException("there is no route, so there is no parameter " + name);
        }
        return match.parameter(name);
    }

    @Nullable
    Match match() {
        return match;
    }

    /**
     * What stands for the path in logs and metrics, since a path may hold what is nobody's business, and there are any number of them.
     *
     * @return the template of the route, such as {@code /todos/{id}}, or the prefix of the mount, such as {@code /api/*}; a dash if
     *     there is neither
     */
    public String pattern() {
        return match == null ? "-" : match.pattern();
    }

    Request with(@Nullable Match found) {
        return new Request(method, path, rawQuery, headers, body, origin, invocation, found, query);
    }

    /** A request to an application that is mounted below a prefix of this one's path. */
    Request below(String prefix, String rest) {
        return new Request(method, rest, rawQuery, headers, body, origin.below(prefix), invocation, null, query);
    }

    /**
     * A copy with other header fields.
     *
     * @param other the fields
     * @return the copy
     */
    public Request withHeaders(Headers other) {
        return new Request(method, path, rawQuery, other, body, origin, invocation, match, query);
    }

    /**
     * A copy with one field of the name, which replaces all that there are.
     *
     * @param name the field's name
     * @param value its only value
     * @return the copy
     * @throws IllegalArgumentException if the name or the value is not allowed
     */
    public Request withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    /**
     * A copy with another body; the content type stays.
     *
     * @param other the body
     * @return the copy
     */
    public Request withBody(Body other) {
        return new Request(method, path, rawQuery, headers, other, origin, invocation, match, query);
    }

    /**
     * A copy with another body and its media type.
     *
     * @param mediaType the value of {@code Content-Type}
     * @param other the body
     * @return the copy
     */
    public Request withBody(String mediaType, Body other) {
        return withHeader("Content-Type", mediaType).withBody(other);
    }

    /**
     * A copy with JSON.
     *
     * @param json the document
     * @return the copy
     */
    public Request json(String json) {
        return withBody("application/json", Body.of(json));
    }

    /**
     * A copy of another origin.
     *
     * @param other where the client sees the application
     * @return the copy
     */
    public Request withOrigin(Origin other) {
        return new Request(method, path, rawQuery, headers, body, other, invocation, match, query);
    }

    /**
     * A copy of another invocation.
     *
     * @param other what brought the request
     * @return the copy
     */
    public Request withInvocation(Invocation other) {
        return new Request(method, path, rawQuery, headers, body, origin, other, match, query);
    }

    /** {@return the method, the path's length, the fields' names and the body's length, since all else may be secret} */
    @Override
    public String toString() {
        return "Request[" + method + ", path of " + path.length() + " characters, " + headers + ", " + body + "]";
    }
}
