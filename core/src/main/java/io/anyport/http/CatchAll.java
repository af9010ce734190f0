package io.anyport.http;

import io.anyport.mapping.InvalidInput;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A filter behind which nothing is thrown: each exception becomes a problem document. What was declared for an exception's class,
 * or for the nearest class above it, decides; a {@link ProblemException} brings its own problem; anything else is a 500. An answer
 * from 500 on has the request's id and is logged once under it, with what was thrown; nothing of that is shown. Immutable.
 */
public final class CatchAll implements Filter {

    /** The logger of what was not expected. */
    public static final String LOGGER = "io.anyport";

    static final String INVALID = "The input is not valid.";

    private final Map<Class<?>, Function<Throwable, Problem>> declared;

    private CatchAll(Map<Class<?>, Function<Throwable, Problem>> declared) {
        this.declared = declared;
    }

    /** {@return a filter for which no exception is declared} */
    public static CatchAll create() {
        return new CatchAll(Map.of());
    }

    /**
     * A copy that answers an exception.
     *
     * @param type the class of the exception; those below it are answered alike, unless declared themselves
     * @param problem the answer; it must not show the exception's text to clients unless that was written for them
     * @param <E> the exception
     * @return the copy
     */
    @SuppressWarnings("unchecked") // a function is only ever asked about what is of its class
    public <E extends Throwable> CatchAll answering(Class<E> type, Function<? super E, Problem> problem) {
        Objects.requireNonNull(problem, "problem");
        var more = new LinkedHashMap<>(declared);
        more.put(type, (Function<Throwable, Problem>) problem);
        return new CatchAll(more);
    }

    @Override
    public Handler around(Handler next) {
        return new Guarded(this, next);
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private record Guarded(CatchAll catchAll, Handler next) implements Handler {
        @Override
        public Response handle(Request request) {
            try {
                return Objects.requireNonNull(next.handle(request), "a handler must not answer null");
            } catch (Throwable thrown) {
                return catchAll.problem(thrown, request).response();
            }
        }
    }

    private Problem problem(Throwable thrown, Request request) {
        if (thrown instanceof ProblemException known) {
            return known.problem();
        }
        if (thrown instanceof InvalidInput refused) {
            return Problem.of(Status.BAD_REQUEST).withDetail(INVALID).withFaults(refused.faults());
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        var answer = declared(thrown.getClass());
        if (answer != null) {
            try {
                return noted(answer.apply(thrown), thrown, request);
            } catch (RuntimeException broken) {
                broken.addSuppressed(thrown);
                return unexpected(broken, request);
            }
        }
        return unexpected(thrown, request);
    }

    private @Nullable Function<Throwable, Problem> declared(Class<?> thrown) {
        for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
            var answer = declared.get(type);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    private static Problem unexpected(Throwable thrown, Request request) {
        return noted(Problem.of(Status.INTERNAL_SERVER_ERROR), thrown, request);
    }

    /** A failure that is not the client's is for an operator to look into: it is logged, and the answer has the id to look for. */
    private static Problem noted(Problem problem, Throwable thrown, Request request) {
        if (problem.status().code() < 500) {
            return problem;
        }
        String id = request.invocation().id();
        System.getLogger(LOGGER)
                .log(Level.ERROR, "request " + id + " failed, " + request.method() + " " + request.pattern(), thrown);
        return problem.withRequestId(id);
    }
}
