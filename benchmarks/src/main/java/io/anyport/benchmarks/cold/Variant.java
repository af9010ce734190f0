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
 */
record Variant(String name, String main, String function) {

    private static final String AWS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String OWN = "io.anyport.lambda.runtime.FunctionRuntime";
    private static final String FUNCTIONS = "io.anyport.benchmarks.cold.function.";

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
                new Variant("by hand, our loop", OWN, FUNCTIONS + "ByHand"));
    }
}
