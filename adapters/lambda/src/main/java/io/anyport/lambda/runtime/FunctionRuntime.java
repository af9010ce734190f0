package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.lambda.StreamingOutput;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function in place of AWS's runtime client, in half of its time: as {@code main} of a container image or a custom
 * runtime, or started by the wrapper script of a managed Java runtime ({@code AWS_LAMBDA_EXEC_WRAPPER}).
 *
 * <p>The function is the class that {@code _HANDLER} or the first argument names, which has a public constructor without
 * parameters. With {@code AWS_LAMBDA_MAX_CONCURRENCY} (Lambda Managed Instances) so many invocations run at once, on one object.
 * With {@value StreamingOutput#VARIABLE} answers are streamed to the front doors that it names. With SnapStart the function is primed
 * and lets go of its connections before the snapshot, as {@link io.anyport.App#priming} says. The process ends with status 1 and a line
 * that says why if the function cannot be made or the Runtime API is lost.
 */
public final class FunctionRuntime {

    private static final String API = "AWS_LAMBDA_RUNTIME_API";
    private static final String CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";
    private static final int MOST_CONCURRENCY = 10_000;

    private final String authority;
    private final int concurrency;
    private final @Nullable String streaming;

    private FunctionRuntime(String authority, int concurrency, @Nullable String streaming) {
        this.authority = authority;
        this.concurrency = concurrency;
        this.streaming = streaming;
    }

    /**
     * Runs the function until the platform ends the process.
     *
     * @param arguments the name of the function's class, if {@code _HANDLER} is not to name it
     */
    public static void main(String[] arguments) {
        int status = 1;
        try {
            of(System.getenv()).run(handlerName(arguments, System.getenv()));
            status = 0;
        } catch (IOException | RuntimeException | Error failed) {
            System.err.println(line(failed));
        }
        System.exit(status);
    }

    /** Not clauses of {@code catch}, whose classes every start would have to load. */
    private static String line(Throwable failed) {
        if (failed instanceof InitFailure) {
            return "The function cannot be started: " + failed.getCause();
        }
        if (failed instanceof RestorePhase.RestoreFailure) {
            return "The function cannot go on after the restore: " + failed.getCause();
        }
        return "The runtime cannot go on: " + (failed instanceof Error ? failed : failed.getMessage());
    }

    private static FunctionRuntime of(Map<String, String> environment) {
        String authority = environment.get(API);
        if (authority == null || authority.isEmpty()) {
            throw new IllegalArgumentException(API + " is not set, which AWS Lambda does; is this a function?");
        }
        int concurrency = concurrency(environment.getOrDefault(CONCURRENCY, "1"));
        return new FunctionRuntime(authority, concurrency, environment.get(StreamingOutput.VARIABLE));
    }

    private static int concurrency(String text) {
        try {
            int number = Integer.parseInt(text); // a regular expression would be thirty classes of a cold start
            if (number >= 1 && number <= MOST_CONCURRENCY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(CONCURRENCY + " must be a number from 1 to " + MOST_CONCURRENCY);
    }

    private static String handlerName(String[] arguments, Map<String, String> environment) {
        String name = arguments.length > 0 ? arguments[0] : environment.getOrDefault("_HANDLER", "");
        int method = name.indexOf("::");
        return method < 0 ? name : name.substring(0, method);
    }

    private void run(String handlerName) throws IOException {
        var api = new ApiConnection(authority);
        var handler = started(handlerName, api);
        if (isSnapshotExpected()) {
            RestorePhase.await(handler, api, Patience.standard());
        }
        if (concurrency == 1) {
            new Loop(handler, api, Patience.standard(), streaming).run();
        } else {
            api.close();
            Loops.run(loops(handler));
        }
    }

    private static boolean isSnapshotExpected() {
        return "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    private List<Loop> loops(RequestStreamHandler handler) {
        var loops = new ArrayList<Loop>();
        for (int i = 0; i < concurrency; i++) {
            loops.add(new Loop(handler, new ApiConnection(authority), Patience.standard(), streaming));
        }
        return loops;
    }

    private static RequestStreamHandler started(String name, ApiConnection api) {
        try {
            var function = make(name);
            if (isSnapshotExpected()) {
                RestorePhase.beforeCheckpoint(function);
            }
            return function;
        } catch (Throwable failed) {
            ErrorReport.tell("init/error", failed, api, Patience.standard());
            throw new InitFailure(failed);
        }
    }

    private static RequestStreamHandler make(String name) throws Throwable {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("neither _HANDLER nor an argument names the function's class");
        }
        try {
            var type = Class.forName(name);
            if (!RequestStreamHandler.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(name + " is no RequestStreamHandler");
            }
            return (RequestStreamHandler) type.getConstructor().newInstance();
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNullElse(thrown.getCause(), thrown);
        }
    }

    /** The function's own failure to start, which the platform has been told. */
    private static final class InitFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        InitFailure(Throwable cause) {
            super(cause);
        }
    }
}
