package io.anyport.benchmarks.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One line of a table: a function on a JDK in a mode, and what was measured so far.
 *
 * @param jdk what it runs on
 * @param mode what the JVM knows before
 * @param variant what runs
 * @param archive where the classes are kept that the JVM knows
 * @param trials what was measured
 */
record Setting(Jdk jdk, Mode mode, Variant variant, Path archive, List<Trial> trials) {

    /** As the managed runtimes have it on a small function. */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

    /** What they have for AWS's client, and call a wrapper with; nobody would write it for another one. */
    private static final String OF_AWS = "--add-opens=java.base/java.io=ALL-UNNAMED";

    private static final int TRAINING = 20;

    static Setting of(Jdk jdk, Mode mode, Variant variant, Path folder) {
        String file = (jdk.feature() + "-" + mode + "-" + variant.name()).replaceAll("[^A-Za-z0-9]+", "-");
        return new Setting(jdk, mode, variant, folder.resolve(file), new ArrayList<>());
    }

    /** Makes the archive of the mode. */
    void train(List<String> classPath, byte[] event) throws IOException, InterruptedException {
        if (mode.training(archive).isEmpty()) {
            return;
        }
        Files.deleteIfExists(archive);
        try (var platform = new Platform(event)) {
            var process = start(mode.training(archive), classPath, platform);
            for (int i = 0; i < TRAINING; i++) {
                platform.invoke();
                platform.take();
            }
            process.destroy(); // an orderly end, at which the archive is written
            if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(archive)) {
                process.destroyForcibly();
                throw new IOException("no archive was made: see " + log());
            }
        }
    }

    /** Measures once. */
    void measure(List<String> classPath, byte[] event, int warmUp, int warm) throws IOException {
        try (var platform = new Platform(event)) {
            trials.add(Trial.of(() -> start(mode.options(archive), classPath, platform), platform, warmUp, warm));
        }
    }

    /** {@return how many classes are loaded until the first answer, and how many of them from no archive} */
    int[] classes(List<String> classPath, byte[] event) throws IOException, InterruptedException {
        var loaded = Path.of(archive + ".classes");
        var options = new ArrayList<>(mode.options(archive));
        options.add("-Xlog:class+load:file=" + loaded);
        try (var platform = new Platform(event)) {
            var process = start(options, classPath, platform);
            platform.invoke();
            process.destroyForcibly().waitFor();
        }
        int all = 0;
        int parsed = 0;
        for (String line : Files.readAllLines(loaded)) {
            if (line.contains(" source: ")) {
                all++;
                parsed += line.contains("shared objects file") ? 0 : 1;
            }
        }
        return new int[] {all, parsed};
    }

    private Process start(List<String> options, List<String> classPath, Platform platform) throws IOException {
        var command = new ArrayList<String>();
        if (Boolean.getBoolean("cold.pin")) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        var root = archive.resolveSibling("package");
        if (variant.isByScript()) {
            command.addAll(Package.of(root, Variant.ofThePackage(classPath)).command());
        }
        command.add(jdk.java());
        command.addAll(OPTIONS);
        if (variant.isOfAws()) {
            command.add(OF_AWS);
        }
        command.addAll(options);
        command.addAll(List.of("-cp", variant.classPath(classPath), variant.main(), variant.function()));
        var builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", platform.authority());
        builder.environment().put("MAIN_CLASS", "peer.Functions"); // as Spring Cloud Function is told what starts
        builder.environment().put("_HANDLER", variant.function());
        builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        builder.environment().put("LAMBDA_TASK_ROOT", root.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(log().toFile());
        var process = builder.start();
        process.onExit().thenRun(platform::end); // nobody else would tell that it has failed
        return process;
    }

    private Path log() {
        return Path.of(archive + ".log");
    }
}
