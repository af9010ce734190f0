package io.anyport.benchmarks.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server to compare.
 *
 * @param name what the table calls it
 * @param classPath what it runs with
 * @param main the class to run
 * @param arguments of the class, after the port
 */
record Variant(String name, String classPath, String main, List<String> arguments) {

    /** The limit: nothing can be cheaper, and nothing that an application does may wait. */
    static final String LIMIT = "by hand, I/O threads";

    /** What may wait, as all others may. */
    static final String LIMIT_OF_THREADS = "by hand, ";

    static final String OURS = "Anyport";

    private static final String APPLICATIONS = "io.anyport.benchmarks.serve.app.";
    private static final int FIRST_OF_PEERS = 21;
    private static final int FIRST_ON_VIRTUAL_THREADS = 24;

    /** {@return the threads that our server has by default} */
    static String threads(int jdk) {
        return jdk < FIRST_ON_VIRTUAL_THREADS ? "workers" : "virtual";
    }

    /** {@return all variants that a JDK runs} */
    static List<Variant> all(String classPath, Path peers, int jdk) throws IOException {
        var all = new ArrayList<Variant>();
        all.add(byHand(classPath, LIMIT, "io", "codec"));
        all.add(byHand(classPath, LIMIT_OF_THREADS + "workers", "workers", "codec"));
        if (jdk >= FIRST_OF_PEERS) {
            all.add(byHand(classPath, LIMIT_OF_THREADS + "virtual", "virtual", "codec"));
        }
        all.add(byHand(classPath, "by hand, I/O, databind", "io", "databind"));
        all.add(new Variant(OURS, classPath, APPLICATIONS + "Portable", List.of()));
        String others = threads(jdk).equals("workers") ? "virtual" : "workers";
        if (jdk >= FIRST_OF_PEERS) {
            all.add(new Variant(
                    OURS + ", " + others,
                    classPath,
                    APPLICATIONS + "Portable",
                    List.of(others.toUpperCase(java.util.Locale.ROOT))));
            addPeers(all, peers);
        }
        return all;
    }

    private static Variant byHand(String classPath, String name, String threads, String json) {
        return new Variant(name, classPath, APPLICATIONS + "ByHand", List.of(threads, json));
    }

    private static void addPeers(List<Variant> all, Path peers) throws IOException {
        for (String name : List.of("micronaut", "helidon", "spring", "javalin", "http4k")) {
            var file = peers.resolve(name).resolve("target/class-path");
            if (Files.exists(file)) {
                String own = peers.resolve(name).resolve("target/classes").toString();
                String classPath = own + java.io.File.pathSeparator + Files.readString(file);
                all.add(new Variant(name, classPath, "io.anyport.peers." + name + ".Main", List.of()));
            }
        }
    }
}
