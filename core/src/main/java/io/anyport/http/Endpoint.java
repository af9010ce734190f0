package io.anyport.http;

import io.anyport.InvokedLogic;
import io.anyport.mapping.InvalidInput;
import io.anyport.mapping.RecordMapper;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A route to logic: the input is bound from path, query and body, the output is written by the application's codec. Immutable.
 *
 * <p>The answer is 200 with the output, 204 if there is none, 404 if it is an empty {@code Optional}. A request that cannot be
 * bound is answered with 400 and all its faults, 415 if its body is of another type, 406 if the client accepts no document that
 * the codec writes.
 */
public final class Endpoint extends Route {

    /** What logic without an output gives back. */
    static final Object DONE = new Object();

    private static final String NO_NULL = "logic must not give back null; an Optional says that there is nothing";

    private final InputBinding<?> binding;
    private final InvokedLogic<Object, Object> logic;
    private final Status status;
    private final @Nullable PathTemplate location;

    private Endpoint(
            Method method,
            PathTemplate template,
            List<Filter> filters,
            InputBinding<?> binding,
            InvokedLogic<Object, Object> logic,
            Status status,
            @Nullable PathTemplate location) {
        super(method, template, filters);
        this.binding = binding;
        this.logic = logic;
        this.status = status;
        this.location = location;
    }

    @SuppressWarnings("unchecked") // the binding makes an I, which is all that the logic is ever called with
    static <I, O> Endpoint of(Method method, PathTemplate template, Class<I> input, InvokedLogic<I, O> logic) {
        var binding = InputBinding.of(method, template, Objects.requireNonNull(input, "input"));
        return new Endpoint(
                method, template, List.of(), binding, (InvokedLogic<Object, Object>) logic, Status.OK, null);
    }

    /**
     * A copy that answers with another status when all went well.
     *
     * @param other a status from 200 to 299
     * @return the copy
     * @throws IllegalArgumentException if the status is no success
     */
    public Endpoint answering(Status other) {
        if (!other.isSuccess()) {
            throw new IllegalArgumentException("status must be from 200 to 299, is " + other.code());
        }
        return new Endpoint(method(), template(), filters(), binding, logic, other, location);
    }

    /**
     * A copy whose answers say where the output can be found, in {@code Location}.
     *
     * @param path a path template as the application has it, with the prefixes of all groups; its parameters are components of the
     *     output, which is a record
     * @return the copy
     * @throws IllegalArgumentException if the template is malformed
     */
    public Endpoint locatedAt(String path) {
        return new Endpoint(method(), template(), filters(), binding, logic, status, PathTemplate.of(path));
    }

    /** {@return the type of the input} */
    public Class<?> input() {
        return binding.type();
    }

    /** {@return the status of the answer when all went well} */
    public Status status() {
        return status;
    }

    @Override
    public Endpoint with(Filter... more) {
        return around(template(), join(filters(), List.of(more)));
    }

    @Override
    Endpoint below(String prefix, List<Filter> outer) {
        var moved = template().below(prefix);
        return new Endpoint(
                method(), moved, join(outer, filters()), binding.at(method(), moved), logic, status, location);
    }

    private Endpoint around(PathTemplate template, List<Filter> filters) {
        return new Endpoint(method(), template, filters, binding, logic, status, location);
    }

    @Override
    Handler handler() {
        binding.check(method());
        return new Answering(this);
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private record Answering(Endpoint endpoint) implements Handler {
        @Override
        public Response handle(Request request) throws Exception {
            return endpoint.answer(request);
        }
    }

    private Response answer(Request request) throws Exception {
        var match = Objects.requireNonNull(request.match(), "match");
        var wiring = Objects.requireNonNull(match.wiring(), "wiring");
        var codec = wiring.codec();
        if (!status.isWithoutContent() && !Accept.accepts(request.headers(), codec.mediaType())) {
            throw ProblemException.of(
                    Problem.of(Status.NOT_ACCEPTABLE).withDetail("Only " + codec.mediaType() + " can be sent."));
        }
        Object input = binding.bind(request, codec);
        Object output;
        try {
            output = logic.apply(input, request.invocation());
        } catch (InvalidInput refused) {
            throw binding.refuse(refused.faults());
        }
        return respond(Objects.requireNonNull(output, NO_NULL), request, wiring);
    }

    private Response respond(Object output, Request request, Wiring wiring) {
        Object value = output;
        if (output instanceof Optional<?> optional) {
            if (optional.isEmpty()) {
                throw ProblemException.of(Problem.of(Status.NOT_FOUND));
            }
            value = optional.get();
        }
        var headers = Headers.EMPTY;
        var body = Body.empty();
        if (value != DONE && !status.isWithoutContent()) {
            var codec = wiring.codec();
            headers = Headers.contentType(codec.mediaType());
            body = Body.of(codec.write(wiring.present(value, request)));
        }
        if (location != null) {
            headers = headers.plus("Location", locate(location, value, request.links()));
        }
        return new Response(status, headers, body);
    }

    /** {@return the URL of an output, whose components stand for the template's parameters} */
    private static String locate(PathTemplate location, Object output, Links links) {
        var mapper = RecordMapper.ofRecord(output.getClass());
        var values = new Object[location.parameters().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(mapper, output, location.parameters().get(i));
        }
        return links.to(location, values);
    }

    @SuppressWarnings("unchecked") // the mapper was asked for by the output's own class
    private static <T> Object component(RecordMapper<T> mapper, Object output, String name) {
        int index = mapper.index(name);
        Object value = index < 0 ? null : mapper.value((T) output, index);
        if (value == null) {
            throw new IllegalStateException(
                    "output " + mapper.type().getSimpleName() + " has no component '" + name + "' for its location");
        }
        return value;
    }
}
