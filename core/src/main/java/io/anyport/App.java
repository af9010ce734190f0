package io.anyport;

import io.anyport.codec.Codec;
import io.anyport.event.Batch;
import io.anyport.event.Outcome;
import io.anyport.event.Receivers;
import io.anyport.event.SocketFrame;
import io.anyport.http.Body;
import io.anyport.http.Endpoint;
import io.anyport.http.Filter;
import io.anyport.http.Handler;
import io.anyport.http.Headers;
import io.anyport.http.Links;
import io.anyport.http.Mount;
import io.anyport.http.Problem;
import io.anyport.http.ProblemException;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Router;
import io.anyport.http.Status;
import io.anyport.observe.Observer;
import io.anyport.observe.Observers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An application: what is reachable, and how. It is data that can be listed, and a handler that needs no adapter; adapters host it
 * on their targets. Immutable, and called by many threads at once.
 */
public final class App implements Handler, Resource {

    /** The largest body of a request, in bytes, unless an application says otherwise: 6 MiB, which is what Lambda takes. */
    public static final long BODY_LIMIT = 6 * 1024 * 1024;

    private final AppParts parts;
    private final Router router;
    private final AppWiring wiring;
    private final Handler handler;

    private App(AppParts parts) {
        this.parts = parts;
        this.wiring = new AppWiring(parts.codec(), parts.presentation(), parts.observer());
        this.router = parts.router().with(wiring, around(parts));
        this.handler = parts.catchAll().around(router);
    }

    /** What is thrown becomes a response before the next filter sees it, so that each can add to errors what it adds to answers. */
    private static List<Filter> around(AppParts parts) {
        var all = new ArrayList<Filter>();
        if (parts.observer() != null) {
            all.add(new ObservedRequests(parts.observer()));
        }
        all.add(parts.catchAll());
        for (var filter : parts.filters()) {
            all.add(filter);
            all.add(parts.catchAll());
        }
        return all;
    }

    /**
     * An application.
     *
     * @param name what it is called in logs and templates
     * @param bindings routes, groups and mounts; consumers, operations and sockets
     * @return the application
     * @throws IllegalArgumentException if two routes match the same requests with equal right, two others are for the same, or one
     *     cannot be bound
     */
    public static App of(String name, Binding... bindings) {
        return new App(AppParts.of(Objects.requireNonNull(name, "name"), bindings));
    }

    /**
     * A copy that binds more, behind the same filters: what is reachable on one target only, such as its metrics.
     *
     * @param more as for {@link #of}
     * @return the copy
     * @throws IllegalArgumentException as for {@link #of}
     */
    public App and(Binding... more) {
        return new App(parts.and(more));
    }

    /**
     * A copy with filters around everything, requests without a route included. The first one is outermost; those that are there
     * already stay outside of them.
     *
     * @param more the filters
     * @return the copy
     */
    public App with(Filter... more) {
        var all = new ArrayList<>(parts.filters());
        all.addAll(List.of(more));
        return new App(parts.with(all));
    }

    /**
     * A copy that answers an exception of the logic with a status.
     *
     * @param type the class of the exception; those below it are answered alike, unless declared themselves
     * @param status the status of the answer
     * @return the copy
     */
    public App problem(Class<? extends Throwable> type, Status status) {
        var problem = Problem.of(status);
        return problem(type, thrown -> problem);
    }

    /**
     * A copy that answers an exception of the logic with a problem.
     *
     * @param type the class of the exception; those below it are answered alike, unless declared themselves
     * @param problem the answer; it must not show the exception's text to clients unless that was written for them
     * @param <E> the exception
     * @return the copy
     */
    public <E extends Throwable> App problem(Class<E> type, Function<? super E, Problem> problem) {
        return new App(parts.with(parts.catchAll().answering(type, problem)));
    }

    /**
     * A copy that shows clients something else in the place of an output: where logic gives back a value of the class, alone, in
     * an {@code Optional}, in a collection or a page.
     *
     * @param type the class or the interface of the output; the latest declared one that fits decides
     * @param view what is shown; it may use links into the application, as the client sees it
     * @param <T> the output
     * @return the copy
     */
    public <T> App presenting(Class<T> type, BiFunction<? super T, Links, ?> view) {
        return new App(parts.with(parts.presentation().with(type, view)));
    }

    /**
     * A copy with a codec; without one, that of anyport-jackson is taken, or else the only one on the class path.
     *
     * @param given the codec
     * @return the copy
     */
    public App codec(Codec given) {
        return new App(parts.with(CodecSource.of(given)));
    }

    /**
     * A copy with another limit for bodies of requests; what is over it is answered with 413.
     *
     * @param bytes the largest length that is accepted
     * @return the copy
     * @throws IllegalArgumentException if the limit is negative
     */
    public App bodyLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be >= 0, is " + bytes);
        }
        return new App(parts.withBodyLimit(bytes));
    }

    /**
     * A copy with requests that are answered once before a snapshot of the process is taken, so that what they load is in it. With
     * AWS Lambda's SnapStart that is when a version is published. They should be safe ones (GET, HEAD), since nobody counts how often
     * a snapshot is taken; what they read must be there. One that is answered with a status of 500 or more fails the start.
     *
     * @param requests the requests, in this order, after those that are there already
     * @return the copy
     */
    public App priming(Request... requests) {
        return new App(parts.with(parts.plan().priming(List.of(requests))));
    }

    /**
     * A copy with what must not be frozen by a snapshot of the process, such as its store.
     *
     * @param more the resources, in the order in which they are restored, after those that are there already
     * @return the copy
     */
    public App resources(Resource... more) {
        return new App(parts.with(parts.plan().resources(List.of(more))));
    }

    /**
     * A copy that tells observers of all that it does: of each request from before the first filter on, each delivery, operation and
     * frame. What a mounted application does is that of the mount, unless it has observers of its own; a store is observed by
     * {@link io.anyport.observe.ObservedStore}. Without observers nothing of that costs anything.
     *
     * @param more the observers, the first one outermost; those that are there already stay outside of them
     * @return the copy
     */
    public App observing(Observer... more) {
        var all = new ArrayList<Observer>();
        if (parts.observer() != null) {
            all.add(parts.observer());
        }
        all.addAll(List.of(more));
        return new App(parts.observing(Observers.of(all)));
    }

    /** {@return who is told of what the application does, as one that throws nothing; empty for nobody} */
    public Optional<Observer> observer() {
        return Optional.ofNullable(parts.observer());
    }

    /**
     * A copy that takes the id of an invocation from a field of the request, and tells it in the same field of the answer, on every
     * target alike. Who can send requests can then choose ids: it is for what stands behind a balancer or a service of one's own.
     *
     * <p>An id is taken if it has 8 to 128 letters, digits and {@code - . _ ~ + / = :}, and stands there once; otherwise the invocation
     * keeps the one that it has.
     *
     * @param field such as {@code X-Request-Id}
     * @return the copy
     * @throws IllegalArgumentException if that is no name of a field
     */
    public App requestIds(String field) {
        var unused = Headers.of(field, "");
        return new App(parts.withIds(field));
    }

    /**
     * The request with the id by which this application knows it; adapters that tell the id themselves ask for it first.
     *
     * @param request the request
     * @return the request, unless {@link #requestIds} says otherwise
     */
    public Request identified(Request request) {
        return parts.idField() == null ? request : RequestIds.identified(request, parts.idField());
    }

    /** {@return the requests that are answered before a snapshot} */
    public List<Request> priming() {
        return parts.plan().priming();
    }

    /** {@return what must not be frozen by a snapshot, that of mounted applications included; each once} */
    public List<Resource> resources() {
        return CheckpointPlan.resources(this);
    }

    CheckpointPlan plan() {
        return parts.plan();
    }

    /**
     * A copy with what it cannot do without. A server that is not well by them asks its balancer for no more requests; other targets
     * do not look. What is among the {@linkplain #resources resources}, such as a store, is checked without being named here.
     *
     * @param more the checks, after those that are there already
     * @return the copy
     */
    public App checks(HealthCheck... more) {
        var all = new ArrayList<>(parts.checks());
        all.addAll(List.of(more));
        return new App(parts.withChecks(all));
    }

    /**
     * {@return all checks: the declared ones, those of mounted applications, those of resources} Where two have a name, the second has
     * a number behind it.
     */
    public List<HealthCheck> checks() {
        return HealthPlan.checks(this);
    }

    List<HealthCheck> ownChecks() {
        return parts.checks();
    }

    /**
     * Makes the application ready for a snapshot: {@linkplain #priming primes} it, then has its {@linkplain #resources resources} let
     * go of what they hold, the last one first. A process that takes its snapshot itself calls it; adapters call it on Lambda.
     *
     * @throws IllegalStateException if a request of the priming was answered with 500 or more; its text names the request
     * @throws Exception what a resource throws
     */
    @Override
    public void beforeCheckpoint() throws Exception {
        beforeCheckpoint(this);
    }

    /**
     * Makes the application ready for a snapshot, primed the way that requests take on a target.
     *
     * @param target what hands requests to this application
     * @throws IllegalStateException as for {@link #beforeCheckpoint()}
     * @throws Exception what a resource throws
     */
    public void beforeCheckpoint(Handler target) throws Exception {
        CheckpointPlan.prime(this, target);
        CheckpointPlan.beforeCheckpoint(resources());
    }

    /**
     * Goes on after a restore: its resources make anew what they let go, in their order.
     *
     * @throws Exception what a resource throws; the others are restored all the same
     */
    @Override
    public void afterRestore() throws Exception {
        RandomBits.afterRestore();
        CheckpointPlan.afterRestore(resources());
    }

    /** {@return what the application is called} */
    public String name() {
        return parts.name();
    }

    /** {@return the largest body of a request, in bytes} */
    public long bodyLimit() {
        return parts.bodyLimit();
    }

    /** {@return all bindings: routes and mounts, groups resolved, then all others; each in the order of their declaration} */
    public List<Binding> bindings() {
        if (!bindsMore()) {
            return router.bindings();
        }
        var all = new ArrayList<>(router.bindings());
        all.addAll(receivers().bindings());
        return List.copyOf(all);
    }

    /** {@return what is bound beside routes; adapters look there for what their platform brings} */
    public Receivers receivers() {
        var receivers = parts.receivers();
        return receivers == null ? Receivers.of(List.of()) : receivers;
    }

    boolean bindsMore() {
        return parts.receivers() != null;
    }

    /** {@return a copy that has the routes and mounts only, for a target that cannot bring more where another one does} */
    public App requestsOnly() {
        return new App(parts.requestsOnly());
    }

    /** {@return the routes among the bindings} */
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var binding : bindings()) {
            if (binding instanceof Route route) {
                routes.add(route);
            }
        }
        return List.copyOf(routes);
    }

    /**
     * Finds what is otherwise found with the first request, so that what is missing shows at the start, in mounted applications too.
     * Adapters call it.
     *
     * @return this application
     * @throws IllegalStateException if an endpoint needs a codec and there is none, or more than one
     */
    public App ready() {
        if (bindsMore() && receivers().needsCodec()) {
            wiring.codec();
        }
        for (var binding : router.bindings()) {
            if (binding instanceof Endpoint) {
                wiring.codec();
            } else if (binding instanceof Mount mount && mount.handler() instanceof App mounted) {
                mounted.ready();
            }
        }
        return this;
    }

    /**
     * Is {@link #ready}, for a target that brings requests and nothing else.
     *
     * @param target the name of the target
     * @return this application
     * @throws IllegalStateException if something is bound that the target would never bring, or as for {@link #ready}
     */
    public App readyForRequests(String target) {
        if (bindsMore()) {
            throw new IllegalStateException(target + " brings requests only, and " + name() + " also binds "
                    + receivers().listed() + ": start App.requestsOnly() there if another target brings the rest");
        }
        return ready();
    }

    /**
     * Takes a batch of deliveries, one after the other. What fails is logged, and is in the outcome; what follows it in the same order
     * is not run and has failed with it.
     *
     * @param batch the batch; a test makes one with {@link Batch#of}
     * @return what became of it
     * @throws io.anyport.event.UnboundSource if no consumer is bound to its source; nothing of it is done then
     */
    public Outcome receive(Batch batch) {
        return receivers().receive(batch, wiring, parts.catchAll());
    }

    /**
     * Invokes an operation.
     *
     * @param operation its name; null for the only one
     * @param input the input as a document of the codec
     * @param invocation what brought it
     * @return the output as a document
     * @throws io.anyport.event.OperationException if there is none, and why
     */
    public byte[] invoke(@Nullable String operation, byte[] input, Invocation invocation) {
        return receivers().invoke(operation, input, invocation, wiring, parts.catchAll());
    }

    /**
     * Invokes an operation as a test does it.
     *
     * @param operation its name
     * @param input the input as a document of the codec, such as JSON
     * @return the output as a document
     * @throws io.anyport.event.OperationException if there is none, and why
     */
    public String invoke(String operation, String input) {
        byte[] output = invoke(operation, input.getBytes(StandardCharsets.UTF_8), Invocation.local());
        return new String(output, StandardCharsets.UTF_8);
    }

    /**
     * Answers a frame of a WebSocket.
     *
     * @param frame the frame; a test makes one with {@link SocketFrame#message}
     * @return the answer; a connection is refused by a status that is no success
     * @throws io.anyport.event.UnboundSource if nothing is bound for WebSockets
     */
    public Response receive(SocketFrame frame) {
        return receivers().handle(frame, wiring, parts.catchAll());
    }

    @Override
    public Response handle(Request request) {
        var length = request.body().length();
        if (length.isEmpty()) {
            return answer(handler, request.withBody(Body.of(new LimitedStream(request.body().stream(), bodyLimit()))));
        }
        if (length.getAsLong() > bodyLimit()) {
            request.body().discard();
            return refuse(request, tooLarge(bodyLimit()));
        }
        return answer(handler, request);
    }

    /**
     * Answers a request with a problem that an adapter found before the application could see the request, through the filters, so
     * that the answer has what they add and is logged.
     *
     * @param request as much of the request as there is
     * @param problem the problem
     * @return the response
     */
    public Response refuse(Request request, Problem problem) {
        return answer(parts.catchAll().around(refused -> router.refuse(refused, problem)), request);
    }

    private Response answer(Handler caught, Request request) {
        try {
            if (parts.idField() == null) {
                return caught.handle(request);
            }
            var known = identified(request);
            return caught.handle(known)
                    .withHeader(parts.idField(), known.invocation().id());
        } catch (Exception e) {
            throw new AssertionError("the catch-all lets nothing through", e);
        }
    }

    /**
     * The answer to a body that is over the limit.
     *
     * @param limit the limit in bytes
     * @return a problem with 413
     */
    public static Problem tooLarge(long limit) {
        return Problem.of(Status.CONTENT_TOO_LARGE).withDetail("The body must be at most " + limit + " bytes.");
    }

    static ProblemException tooLargeException(long limit) {
        return ProblemException.of(tooLarge(limit));
    }

    /** {@return the name and the bindings} */
    @Override
    public String toString() {
        return name() + bindings();
    }
}
