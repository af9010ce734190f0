package io.anyport.benchmarks.cold;

import java.util.List;

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

    /** What all are compared with comes first. */
    static List<Variant> all() {
        return List.of(
                new Variant("by hand, AWS's client", AWS, FUNCTIONS + "ByHand"),
                new Variant("portable, AWS's client", AWS, FUNCTIONS + "Portable"),
                new Variant("portable, our loop", OWN, FUNCTIONS + "Portable"),
                new Variant("by hand, our loop", OWN, FUNCTIONS + "ByHand"));
    }
}
