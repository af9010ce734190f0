package io.anyport.benchmarks.cold;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way to run the function.
 *
 * @param name what the table calls it
 * @param main the class of the runtime
 * @param function the class of the function
 * @param options of the JVM beside those that all have
 */
record Variant(String name, String main, String function, List<String> options) {

    private static final String AWS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String OWN = "io.anyport.lambda.runtime.FunctionRuntime";
    private static final String FUNCTIONS = "io.anyport.benchmarks.cold.function.";

    /** What {@code anyport-runtime} adds by itself. */
    private static final List<String> OF_THE_SCRIPT = List.of("-XX:CompileThresholdScaling=3");

    Variant(String name, String main, String function) {
        this(name, main, function, List.of());
    }

    /** {@return the class path: AWS's client comes from the platform, and only where it is what runs} */
    String classPath(List<String> jars) {
        return jars.stream()
                .filter(jar ->
                        main.equals(AWS) || !jar.matches(".*/(aws-lambda-java-(runtime|serial)|utils-lite)[^/]*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What all are compared with comes first. */
    static List<Variant> all() {
        return List.of(
                new Variant("by hand, AWS's client", AWS, FUNCTIONS + "ByHand"),
                new Variant("portable, AWS's client", AWS, FUNCTIONS + "Portable"),
                new Variant("portable, our loop", OWN, FUNCTIONS + "Portable"),
                new Variant("portable, our script", OWN, FUNCTIONS + "Portable", OF_THE_SCRIPT),
                new Variant("by hand, our loop", OWN, FUNCTIONS + "ByHand"));
    }
}
