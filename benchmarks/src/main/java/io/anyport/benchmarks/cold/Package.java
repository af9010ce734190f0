package io.anyport.benchmarks.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * What one uploads: jars in {@code lib}, and {@code anyport-runtime} out of one of them.
 *
 * @param root where Lambda unpacks it
 */
record Package(Path root) {

    private static final String SCRIPT = "anyport-runtime";

    static Package of(Path root, List<String> jars) throws IOException {
        var lib = Files.createDirectories(root.resolve("lib"));
        for (String jar : jars) {
            var link = lib.resolve(Path.of(jar).getFileName());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(jar).toAbsolutePath());
            takeScript(root, jar);
        }
        return new Package(root);
    }

    private static void takeScript(Path root, String jar) throws IOException {
        try (var archive = new JarFile(jar)) {
            var entry = archive.getEntry(SCRIPT);
            if (entry != null) {
                Files.write(root.resolve(SCRIPT), archive.getInputStream(entry).readAllBytes());
            }
        }
    }

    /** {@return the start of a command line by the script, with the shell that it has on Lambda} */
    List<String> command() {
        return List.of("bash", root.resolve(SCRIPT).toString());
    }
}
