package io.anyport.benchmarks.bear;

import io.anyport.benchmarks.serve.Serve;
import io.anyport.benchmarks.serve.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What a server bears: {@code Bear CLASS_PATH FOLDER slow [CLIENTS [SECONDS]] | goodput [SECONDS] | flat [REQUESTS] | readers [SECONDS]}.
 * On the JDK that runs; {@code BEAR_THREADS} forces VIRTUAL or WORKERS. The folder takes the log and a table of each.
 */
public final class Bear {

    private static final List<String> KINDS = List.of("slow", "goodput", "flat", "readers");

    private Bear() {}

    public static void main(String[] arguments) throws Exception {
        String kind = arguments.length > 2 ? arguments[2] : "";
        if (!KINDS.contains(kind)) {
            System.err.println("What is to be borne? One of " + KINDS);
            System.exit(2);
        }
        var folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        String jdk = System.getProperty("java.home");
        String threads = System.getenv("BEAR_THREADS");
        var figures = new Figures();
        try (var server = Server.start(
                jdk + "/bin/java",
                arguments[0],
                List.of(),
                "io.anyport.benchmarks.bear.Patient",
                threads == null ? List.of() : List.of(threads),
                folder.resolve(kind + ".log"))) {
            switch (kind) {
                case "slow" -> SlowClients.run(server, figures, number(arguments, 3, 4_000), number(arguments, 4, 10));
                case "goodput" -> Goodput.run(server, figures, number(arguments, 3, 10));
                case "flat" -> Flat.run(server, figures, jdk, number(arguments, 3, 1_000_000));
                default -> SlowReaders.run(server, figures, jdk, number(arguments, 3, 10));
            }
        }
        String table = String.format(
                "%s, JDK %d%s, %s, %s%n%n%s",
                kind,
                Runtime.version().feature(),
                threads == null ? "" : ", " + threads,
                Serve.machine(),
                LocalDate.now(),
                figures);
        System.out.print(table);
        Files.writeString(folder.resolve(kind + ".md"), table);
        System.exit(figures.isMet() ? 0 : 1);
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
