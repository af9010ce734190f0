package io.anyport.benchmarks.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Servers as whole processes under load, all variants in turns: {@code Serve CLASS_PATH PEERS FOLDER [ROUNDS [SECONDS [JDK]]]}. Each work
 * is done for SECONDS to warm up, and for as long to be measured. The folder takes the logs, {@code serve.csv} and {@code serve.md}.
 */
public final class Serve {

    /** All of them, unless {@code SERVE_VARIANTS} is a regular expression that finds some. */
    private static final Pattern CHOSEN = Pattern.compile(System.getenv().getOrDefault("SERVE_VARIANTS", ""));

    private Serve() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createDirectories(Path.of(arguments[2])).toAbsolutePath();
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
        int seconds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 5;
        String jdk = arguments.length > 5 ? arguments[5] : System.getProperty("java.home");
        int feature = feature(Path.of(jdk));
        String threads = Variant.threads(feature);
        var needed = List.of(Variant.LIMIT, Variant.LIMIT_OF_THREADS + threads, Variant.OURS);
        var variants = Variant.all(arguments[0], Path.of(arguments[1]), feature).stream()
                .filter(variant -> needed.contains(variant.name())
                        || CHOSEN.matcher(variant.name()).find())
                .toList();
        var report = Report.of(measure(variants, jdk, folder, rounds, seconds), threads);
        String head = String.format(
                "JDK %d, %d rounds of %d s, %s, %s%n", feature, rounds, seconds, machine(), LocalDate.now());
        System.out.print(head + report);
        Files.writeString(folder.resolve("serve.md"), head + report);
        Files.writeString(folder.resolve("serve.csv"), report.csv());
        System.out.println(System.lineSeparator() + "As CSV: " + folder.resolve("serve.csv"));
        System.exit(report.isMet() ? 0 : 1);
    }

    private static LinkedHashMap<String, List<Trial>> measure(
            List<Variant> variants, String jdk, Path folder, int rounds, int seconds)
            throws IOException, InterruptedException {
        var wrk = Wrk.in(folder);
        var trials = new LinkedHashMap<String, List<Trial>>();
        variants.forEach(variant -> trials.put(variant.name(), new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < variants.size(); i++) {
                // Another order in each round, so that nobody always comes after the same one.
                var variant = variants.get((i + round) % variants.size());
                var log = folder.resolve(variant.name().replaceAll("[^A-Za-z0-9]+", "-") + ".log");
                try (var server = Server.start(
                        jdk + "/bin/java", variant.classPath(), options(), variant.main(), variant.arguments(), log)) {
                    trials.get(variant.name()).add(Trial.of(server, wrk, seconds));
                } catch (IOException e) {
                    throw new IOException(variant.name() + ": " + e.getMessage(), e);
                }
                System.err.println("round " + (round + 1) + ": " + variant.name());
            }
        }
        return trials;
    }

    /** {@return further options of the servers' JVM, from {@code SERVE_OPTIONS}} */
    private static List<String> options() {
        return Stream.of(System.getenv().getOrDefault("SERVE_OPTIONS", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static int feature(Path jdk) throws IOException {
        for (String line : Files.readAllLines(jdk.resolve("release"))) {
            if (line.startsWith("JAVA_VERSION=")) {
                return Integer.parseInt(line.replaceAll("[^0-9.]", "").split("[.]", 2)[0]);
            }
        }
        throw new IllegalArgumentException(jdk + " is no JDK");
    }

    /** {@return the model of the processor, and how many there are} */
    public static String machine() throws IOException {
        var models = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .toList();
        return models.isEmpty() ? "unknown processors" : models.size() + " × " + models.get(0);
    }
}
