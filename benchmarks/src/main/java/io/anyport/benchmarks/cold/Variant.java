package io.anyport.benchmarks.cold;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to run the function.
 *
 * @param name what the table calls it
 * @param main the class of the runtime
 * @param function the class of the function
 * @param isByScript whether {@code anyport-runtime} starts it, from the command line of AWS's client
 * @param jars of its own, with nothing that the others have; empty for those of all
 */
record Variant(String name, String main, String function, boolean isByScript, List<String> jars) {

    private static final String AWS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String OWN = "io.anyport.lambda.runtime.FunctionRuntime";
    private static final String SPRING = "org.springframework.cloud.function.adapter.aws.FunctionInvoker";
    private static final String FUNCTIONS = "io.anyport.benchmarks.cold.function.";

    Variant(String name, String main, String function) {
        this(name, main, function, false, List.of());
    }

    /** {@return whether it has the command line of AWS's client} */
    boolean isOfAws() {
        return main.equals(AWS);
    }

    /** {@return what a package has: AWS's client comes from the platform} */
    static List<String> ofThePackage(List<String> jars) {
        return jars.stream()
                .filter(jar -> !jar.matches(".*/(aws-lambda-java-(runtime|serial)|utils-lite)[^/]*"))
                .toList();
    }

    /** {@return the class path: AWS's client comes from the platform, and only where it is what runs} */
    String classPath(List<String> common) {
        if (!jars.isEmpty()) {
            return String.join(File.pathSeparator, jars);
        }
        return String.join(File.pathSeparator, main.equals(AWS) ? common : ofThePackage(common));
    }

    /**
     * What all are compared with comes first.
     *
     * @param peers the class path of the function on Spring Cloud Function; empty to leave it out
     */
    static List<Variant> all(String peers) {
        var all = new ArrayList<>(List.of(
                new Variant("by hand, AWS's client", AWS, FUNCTIONS + "ByHand"),
                new Variant("portable, AWS's client", AWS, FUNCTIONS + "Portable"),
                new Variant("portable, our loop", OWN, FUNCTIONS + "Portable"),
                new Variant("portable, our script", AWS, FUNCTIONS + "Portable", true, List.of()),
                new Variant("by hand, our loop", OWN, FUNCTIONS + "ByHand")));
        if (!peers.isEmpty()) {
            var jars = List.of(peers.split(File.pathSeparator, -1));
            all.add(new Variant("Spring Cloud Function", AWS, SPRING, false, jars));
        }
        return all;
    }
}
