package io.anyport.http;

import io.anyport.Invocation;
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
                tell(request.invocation(), thrown);
                return catchAll.problem(thrown, request.invocation().id(), new Asked(request))
                        .response();
            }
        }
    }

    private static void tell(Invocation invocation, Throwable thrown) {
        var observation = invocation.observation();
        if (observation.isPresent()) {
            observation.get().thrown(thrown);
        }
    }

    /** What a log entry says of a request, made only if there is one. */
    private record Asked(Request request) {
        @Override
        public String toString() {
            return request.method() + " " + request.pattern();
        }
    }

    /**
     * What an exception means, where there is no request to be answered. From 500 on it is logged, here and once.
     *
     * @param thrown what was thrown
     * @param id the id of the invocation
     * @param what was at work, for the log
     * @return the problem, which has the id if it is logged
     */
    public Problem problem(Throwable thrown, String id, Object what) {
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
                return noted(answer.apply(thrown), thrown, id, what);
            } catch (RuntimeException broken) {
                broken.addSuppressed(thrown);
                return unexpected(broken, id, what);
            }
        }
        return unexpected(thrown, id, what);
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

    private static Problem unexpected(Throwable thrown, String id, Object what) {
        return noted(Problem.of(Status.INTERNAL_SERVER_ERROR), thrown, id, what);
    }

    /** A failure that is not the client's is for an operator to look into: it is logged, and the answer has the id to look for. */
    private static Problem noted(Problem problem, Throwable thrown, String id, Object what) {
        if (problem.status().code() < 500) {
            return problem;
        }
        System.getLogger(LOGGER).log(Level.ERROR, "request " + id + " failed, " + what, thrown);
        return problem.withRequestId(id);
    }

    /**
     * Logs what has failed and is nobody's answer, once: what was not expected as an error, with what was thrown; what was as a warning.
     *
     * @param thrown what was thrown
     * @param id the id of the invocation
     * @param what has failed
     */
    public void failed(Throwable thrown, String id, Object what) {
        var problem = problem(thrown, id, what);
        if (problem.status().code() < 500) {
            System.getLogger(LOGGER).log(Level.WARNING, "request " + id + " failed, " + what + ": " + problem.json());
        }
    }
}
