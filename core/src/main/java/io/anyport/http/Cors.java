package io.anyport.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins call an application (the Fetch standard, "CORS protocol"). It belongs around an application, with
 * {@link io.anyport.App#with}: a preflight has no route, so around a group or a route it would not be seen. Immutable.
 *
 * <p>A preflight is answered here and does not reach the routes: with 204, or with a 403 problem if the origin, the method or a
 * header field is not allowed. Any other request reaches the routes, of whatever origin; the browser alone keeps an answer from a
 * page that may not see it. {@code Vary} is on each answer whose fields depend on the request, also where the request has no
 * origin, so that caches may stand in front.
 */
public final class Cors implements Filter {

    private static final String ORIGIN = "Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
    private static final String PREFLIGHT_VARY = ORIGIN + ", " + REQUEST_METHOD + ", " + REQUEST_HEADERS;
    private static final String ANY = "*";

    private final Set<String> origins; // empty for any
    private final List<Method> methods; // empty for the one asked for
    private final List<String> headers; // in lower case; empty for those asked for
    private final List<String> exposed;
    private final boolean hasCredentials;
    private final @Nullable Duration maxAge;

    private Cors(
            Set<String> origins,
            List<Method> methods,
            List<String> headers,
            List<String> exposed,
            boolean hasCredentials,
            @Nullable Duration maxAge) {
        if (hasCredentials && (origins.isEmpty() || exposed.contains(ANY))) {
            throw new IllegalArgumentException(
                    "credentials must not go with any origin or any exposed header: browsers refuse that; name them");
        }
        this.origins = origins;
        this.methods = methods;
        this.headers = headers;
        this.exposed = exposed;
        this.hasCredentials = hasCredentials;
        this.maxAge = maxAge;
    }

    /** {@return a filter for pages of every origin, those without one ({@code null}) too; never with credentials} */
    public static Cors anyOrigin() {
        return new Cors(Set.of(), List.of(), List.of(), List.of(), false, null);
    }

    /**
     * A filter for pages of some origins.
     *
     * @param origins each as browsers write it: scheme, host and, unless it is the scheme's own, port, in lower case and
     *     without a slash at the end, such as {@code https://app.example}; or {@code null} for pages without an origin, which
     *     anybody can make
     * @return the filter
     * @throws IllegalArgumentException if there is none, or one is not of that form and so could never be met
     */
    public static Cors origins(String... origins) {
        if (origins.length == 0) {
            throw new IllegalArgumentException("origins must not be empty");
        }
        var all = new LinkedHashSet<String>();
        for (String origin : origins) {
            all.add(checkOrigin(origin));
        }
        return new Cors(all, List.of(), List.of(), List.of(), false, null);
    }

    private static String checkOrigin(String text) {
        if (!text.equals("null") && !isSerialized(text)) {
            throw new IllegalArgumentException("origin '" + text + "' must be as browsers write it, such as"
                    + " https://app.example: in lower case, no port that is the scheme's own, nothing behind it");
        }
        return text;
    }

    private static boolean isSerialized(String text) {
        int slashes = text.indexOf("://");
        boolean isDefaultPort = (text.startsWith("https:") && text.endsWith(":443"))
                || (text.startsWith("http:") && text.endsWith(":80"));
        return slashes > 0
                && !isDefaultPort
                && text.equals(text.toLowerCase(Locale.ROOT))
                && Origin.isScheme(text.substring(0, slashes))
                && Origin.isAuthority(text.substring(slashes + 3));
    }

    /**
     * A copy for some methods only; without it, any method may be asked for, since the routes know which there are.
     *
     * @param allowed the methods
     * @return the copy
     */
    public Cors methods(Method... allowed) {
        return new Cors(origins, List.of(allowed), headers, exposed, hasCredentials, maxAge);
    }

    /**
     * A copy for some header fields of requests only; without it, any field may be asked for.
     *
     * @param allowed the fields' names, in any case
     * @return the copy
     * @throws IllegalArgumentException if one is no field name
     */
    public Cors headers(String... allowed) {
        return new Cors(origins, methods, names(allowed, false), exposed, hasCredentials, maxAge);
    }

    /**
     * A copy that lets pages read more header fields of answers than the few that they always may.
     *
     * @param fields the fields' names, or {@code *} for all
     * @return the copy
     * @throws IllegalArgumentException if one is no field name, or it is all and there are credentials
     */
    public Cors exposing(String... fields) {
        return new Cors(origins, methods, headers, names(fields, true), hasCredentials, maxAge);
    }

    private static List<String> names(String[] fields, boolean isAnyAllowed) {
        var names = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            if (!Characters.isToken(fields[i]) || (fields[i].equals(ANY) && !isAnyAllowed)) {
                throw new IllegalArgumentException("header '" + fields[i] + "' must be a field name");
            }
            names[i] = fields[i].toLowerCase(Locale.ROOT);
        }
        return List.of(names);
    }

    /**
     * A copy for requests with cookies, HTTP authentication or client certificates.
     *
     * @return the copy
     * @throws IllegalArgumentException if any origin is allowed, or all header fields are exposed
     */
    public Cors credentials() {
        return new Cors(origins, methods, headers, exposed, true, maxAge);
    }

    /**
     * A copy whose preflights browsers may remember; without it they do so for five seconds.
     *
     * @param age in whole seconds; zero forbids it. Browsers have limits of their own: two hours, or a day
     * @return the copy
     * @throws IllegalArgumentException if the age is negative
     */
    public Cors maxAge(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("age must be >= 0, is " + age);
        }
        return new Cors(origins, methods, headers, exposed, hasCredentials, age);
    }

    @Override
    public Handler around(Handler next) {
        Objects.requireNonNull(next, "next");
        return request -> isPreflight(request) ? preflight(request) : actual(request, next.handle(request));
    }

    private static boolean isPreflight(Request request) {
        return request.method().equals(Method.OPTIONS)
                && request.headers().contains(ORIGIN)
                && request.headers().contains(REQUEST_METHOD);
    }

    private Response actual(Request request, Response response) {
        var fields = response.headers();
        String origin = allowedOrigin(request);
        if (origin != null) {
            fields = allowing(origin, fields);
            fields = exposed.isEmpty()
                    ? fields
                    : fields.with("Access-Control-Expose-Headers", String.join(", ", exposed));
        }
        if (request.method().equals(Method.OPTIONS)) {
            fields = Vary.plus(fields, PREFLIGHT_VARY);
        } else if (!origins.isEmpty()) {
            fields = Vary.plus(fields, ORIGIN);
        }
        return response.withHeaders(fields);
    }

    private Response preflight(Request request) {
        String origin = allowedOrigin(request);
        if (origin == null) {
            return refuse("The origin is not allowed to call this application.");
        }
        String method = request.headers().combined(REQUEST_METHOD);
        if (method == null || !allowsMethod(method)) {
            return refuse("The method is not allowed for calls from other origins.");
        }
        var asked = FieldText.elements(request.headers().combined(REQUEST_HEADERS));
        for (String name : asked) {
            if (!Characters.isToken(name) || !allowsHeader(name)) {
                return refuse("A header field is not allowed for calls from other origins.");
            }
        }
        return Response.of(Status.NO_CONTENT).withHeaders(answer(origin, method, asked));
    }

    private Headers answer(String origin, String method, List<String> asked) {
        var fields = allowing(origin, Headers.EMPTY)
                .plus("Access-Control-Allow-Methods", methods.isEmpty() ? method : join(methods));
        var names = headers.isEmpty() ? asked : headers;
        if (!names.isEmpty()) {
            fields = fields.plus("Access-Control-Allow-Headers", String.join(", ", names));
        }
        if (maxAge != null) {
            fields = fields.plus("Access-Control-Max-Age", String.valueOf(maxAge.toSeconds()));
        }
        return fields.plus(Vary.NAME, PREFLIGHT_VARY);
    }

    private Headers allowing(String origin, Headers fields) {
        var allowing = fields.with("Access-Control-Allow-Origin", origin);
        return hasCredentials ? allowing.with("Access-Control-Allow-Credentials", "true") : allowing;
    }

    private static Response refuse(String why) {
        return Problem.of(Status.FORBIDDEN)
                .withDetail(why)
                .withHeader(Vary.NAME, PREFLIGHT_VARY)
                .response();
    }

    /** {@return what is to stand in the answer; null if the request has no origin, or one that is not allowed} */
    private @Nullable String allowedOrigin(Request request) {
        if (origins.isEmpty()) {
            return ANY; // without a look at the request, so that caches need not tell requests apart
        }
        String given = request.headers().combined(ORIGIN); // two are none, since a list of origins is no origin
        return given != null && origins.contains(given) ? given : null;
    }

    private boolean allowsMethod(String name) {
        return Characters.isToken(name) && (methods.isEmpty() || methods.contains(Method.of(name)));
    }

    private boolean allowsHeader(String name) {
        return headers.isEmpty() || headers.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String join(List<Method> methods) {
        var text = new StringBuilder();
        for (var method : methods) {
            text.append(text.length() == 0 ? "" : ", ").append(method.name());
        }
        return text.toString();
    }
}
