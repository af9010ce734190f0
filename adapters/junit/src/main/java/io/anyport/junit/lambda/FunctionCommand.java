package io.anyport.junit.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a function is started in a process of its own, as AWS Lambda starts it: with Lambda's environment, and with nothing of the
 * environment of this process but {@code PATH}. Immutable.
 *
 * <p>The runtime is AWS's client if it is on this class path, else Anyport's own; {@link #withRuntime} decides it.
 */
public final class FunctionCommand {

    /** The main class of AWS's runtime interface client, which the managed Java runtimes run. */
    public static final String AWS_RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The main class of Anyport's runtime. */
    public static final String OWN_RUNTIME = "io.anyport.lambda.runtime.FunctionRuntime";

    static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:local";

    private static final String[] OF_THE_PROCESS = {"PATH", "LD_LIBRARY_PATH", "TMPDIR"};

    private final String runtime;
    private final String classPath;
    private final List<String> options;
    private final Map<String, String> variables;
    private final List<String> wrapper;

    private FunctionCommand(
            String runtime,
            String classPath,
            List<String> options,
            Map<String, String> variables,
            List<String> wrapper) {
        this.wrapper = wrapper;
        this.runtime = runtime;
        this.classPath = classPath;
        this.options = options;
        this.variables = variables;
    }

    /**
     * A function, with the class path of this process, 512 MB and the JDK of this process.
     *
     * @param handler the function's class, or {@code class::method}, as it is configured on AWS
     * @return the command
     */
    public static FunctionCommand of(String handler) {
        Objects.requireNonNull(handler, "handler");
        boolean isThere =
                Thread.currentThread().getContextClassLoader().getResource(AWS_RUNTIME.replace('.', '/') + ".class")
                        != null;
        return new FunctionCommand(
                isThere ? AWS_RUNTIME : OWN_RUNTIME,
                System.getProperty("java.class.path"),
                List.of(),
                Map.of("_HANDLER", handler, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
                List.of());
    }

    /**
     * A function, with the class path of this process, 512 MB and the JDK of this process.
     *
     * @param handler the function's class
     * @return the command
     */
    public static FunctionCommand of(Class<?> handler) {
        return of(handler.getName());
    }

    /**
     * A copy with another runtime.
     *
     * @param mainClass such as {@link #AWS_RUNTIME}; its argument is the handler
     * @return the copy
     */
    public FunctionCommand withRuntime(String mainClass) {
        return new FunctionCommand(
                Objects.requireNonNull(mainClass, "mainClass"), classPath, options, variables, wrapper);
    }

    /**
     * A copy with another class path.
     *
     * @param entries directories and jars
     * @return the copy
     */
    public FunctionCommand withClassPath(Path... entries) {
        var texts = new ArrayList<String>();
        for (var entry : entries) {
            texts.add(entry.toString());
        }
        return new FunctionCommand(runtime, String.join(File.pathSeparator, texts), options, variables, wrapper);
    }

    /**
     * A copy with options of the JVM after those that it has.
     *
     * @param more such as {@code -Xlog:class+load}
     * @return the copy
     */
    public FunctionCommand withOptions(String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new FunctionCommand(runtime, classPath, List.copyOf(all), variables, wrapper);
    }

    /**
     * A copy with a variable of the environment.
     *
     * @param name such as {@code TABLE}
     * @param value of the variable; it takes the place of the one that Lambda sets
     * @return the copy
     */
    public FunctionCommand with(String name, String value) {
        var all = new HashMap<>(variables);
        all.put(name, value);
        return new FunctionCommand(runtime, classPath, options, Map.copyOf(all), wrapper);
    }

    /**
     * A copy that is started through a wrapper script, as {@code AWS_LAMBDA_EXEC_WRAPPER} has it (AWS Lambda Developer Guide, "Modifying
     * the runtime environment"): the script gets the whole command line as its arguments.
     *
     * @param command the script, which must be executable, or a shell and the script; nothing for none
     * @return the copy
     */
    public FunctionCommand withWrapper(String... command) {
        return new FunctionCommand(runtime, classPath, options, variables, List.of(command));
    }

    /**
     * A copy with another memory, which decides on the heap.
     *
     * @param megabytes from 128 to 10240
     * @return the copy
     */
    public FunctionCommand withMemory(int megabytes) {
        if (megabytes < 128 || megabytes > 10_240) {
            throw new IllegalArgumentException("megabytes must be from 128 to 10240, is " + megabytes);
        }
        return with("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(megabytes));
    }

    /** {@return a copy that is started for a snapshot: it asks for {@code restore/next} before the first invocation} */
    public FunctionCommand snapStart() {
        return with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }

    /**
     * Starts the process.
     *
     * @param api what hands it invocations
     * @return the process
     * @throws IOException if it cannot be started
     */
    public FunctionProcess start(RuntimeApi api) throws IOException {
        var environment = environment(api);
        var builder = new ProcessBuilder(line(environment));
        var inherited = new HashMap<String, String>();
        for (String name : OF_THE_PROCESS) {
            builder.environment().computeIfPresent(name, (key, value) -> {
                inherited.put(key, value);
                return value;
            });
        }
        builder.environment().clear();
        builder.environment().putAll(inherited);
        builder.environment().putAll(environment);
        builder.directory(new File(Objects.requireNonNull(environment.get("LAMBDA_TASK_ROOT"))));
        var function = FunctionProcess.of(builder.redirectErrorStream(true).start());
        api.started(function);
        return function;
    }

    /** What AWS starts its client with, as seen on the managed runtimes, but for its paths. */
    private List<String> line(Map<String, String> environment) {
        long memory = Long.parseLong(Objects.requireNonNull(environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")));
        var line = new ArrayList<>(wrapper);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + memory * 85 / 100 + "m");
        line.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        line.add("-Djava.net.preferIPv4Stack=true");
        if (runtime.equals(AWS_RUNTIME)) {
            line.add("--add-opens=java.base/java.io=ALL-UNNAMED");
            line.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
            NativeClient.option(classPath).ifPresent(line::add);
        }
        line.addAll(options);
        line.addAll(List.of("-cp", classPath, runtime));
        line.add(Objects.requireNonNull(environment.get("_HANDLER")));
        return line;
    }

    /** AWS Lambda Developer Guide, "Defined runtime environment variables"; without credentials. */
    private Map<String, String> environment(RuntimeApi api) {
        var all = new LinkedHashMap<String, String>();
        all.put("AWS_LAMBDA_RUNTIME_API", api.authority());
        all.put("AWS_LAMBDA_FUNCTION_NAME", "local");
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/local");
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef");
        all.put("AWS_REGION", "eu-west-1");
        all.put("AWS_DEFAULT_REGION", "eu-west-1");
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature());
        all.put("LAMBDA_TASK_ROOT", Path.of("").toAbsolutePath().toString());
        all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.putAll(variables);
        return all;
    }
}
