package io.anyport.benchmarks.cold;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts functions as whole processes, all variants in turns, and compares them with the one that is written by hand: {@code ColdStart
 * CLASS_PATH FOLDER [ROUNDS [WARM [JDK…]]]}. The first answer ends a cold start; WARM invocations are measured after as many that are
 * not, none if it is 0. The folder takes the archives, the logs and {@code cold.csv}.
 */
public final class ColdStart {

    private static final String EVENT = "/io/anyport/benchmarks/cold/event.json";
    private static final String FUNCTIONS = "io/anyport/benchmarks/cold/function/";
    private static final List<String> CLASSES =
            List.of("AddTodo", "Todo", "Todos", "ByHand", "ByHand$Event", "Portable");

    /** All of them, unless {@code COLD_MODES} names some. */
    private static final List<String> MODES = List.of(
            System.getenv().getOrDefault("COLD_MODES", "plain,appcds,aot").split(",", -1));

    /** The class path of the function on Spring Cloud Function; nothing unless {@code COLD_PEERS} is set. */
    private static final String PEERS = System.getProperty("cold.peers", "");

    /** As AWS's client has them. */
    private static final Comparator<String> BY_NAME =
            Comparator.comparing(jar -> Path.of(jar).getFileName().toString());

    private final List<String> classPath;
    private final byte[] event;
    private final Path folder;
    private final int rounds;
    private final int warm;

    private ColdStart(String libraries, Path folder, int rounds, int warm) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.event = event();
        this.classPath = Stream.concat(
                        Stream.of(functions().toString()),
                        Stream.of(libraries.split(File.pathSeparator, -1)).sorted(BY_NAME))
                .toList();
        this.rounds = rounds;
        this.warm = warm;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        int warm = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3_000;
        var start = new ColdStart(arguments[0], Path.of(arguments[1]), rounds, warm);
        var homes = arguments.length > 4
                ? List.of(arguments).subList(4, arguments.length)
                : List.of(System.getProperty("java.home"));
        var table = new Table();
        for (String home : homes) {
            var jdk = Jdk.at(Path.of(home));
            for (var mode : Mode.values()) {
                if (mode.isKnownTo(jdk.feature()) && MODES.contains(mode.name().toLowerCase(Locale.ROOT))) {
                    start.compare(jdk, mode, table);
                }
            }
        }
        System.out.print(table);
        Files.writeString(start.folder.resolve("cold.csv"), table.csv());
        System.out.println(System.lineSeparator() + "As CSV: " + start.folder.resolve("cold.csv"));
    }

    private void compare(Jdk jdk, Mode mode, Table table) throws IOException, InterruptedException {
        var settings = new ArrayList<Setting>();
        var classes = new ArrayList<int[]>();
        for (var variant : Variant.all(PEERS)) {
            var setting = Setting.of(jdk, mode, variant, folder);
            setting.train(classPath, event);
            classes.add(setting.classes(classPath, event));
            settings.add(setting);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < settings.size(); i++) {
                // Another order in each round, so that nobody always comes after the same one.
                var setting = settings.get((i + round) % settings.size());
                setting.measure(classPath, event, warm, warm);
            }
        }
        table.add(settings, classes);
        System.err.println("JDK " + jdk.feature() + ", " + mode + ": done");
    }

    /** {@return an event of an HTTP API} */
    static byte[] event() throws IOException {
        return resource(EVENT);
    }

    /** {@return the functions' own classes in a jar, since an archive knows no classes from folders} */
    private Path functions() throws IOException {
        var jar = folder.resolve("function.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : CLASSES) {
                out.putNextEntry(new JarEntry(FUNCTIONS + name + ".class"));
                out.write(resource("/" + FUNCTIONS + name + ".class"));
            }
        }
        return jar;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = ColdStart.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("there is no " + name);
            }
            return resource.readAllBytes();
        }
    }
}
