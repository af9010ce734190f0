package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.RuntimeApi;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A function that {@code anyport-runtime} starts, from the command line of AWS's client and with the shell that it has on Lambda.
 */
final class ScriptRuntimeTest extends RuntimeContract {

    @TempDir
    static Path root;

    ScriptRuntimeTest() {
        super(FunctionCommand.AWS_RUNTIME);
    }

    /** The class path of this test as a package: classes at the root, jars in {@code lib}. */
    @BeforeAll
    static void upload() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: there is no /bin/bash, which Lambda has");
        var lib = Files.createDirectories(root.resolve("lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                copy(path);
            } else if (Files.exists(path)) {
                Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
            }
        }
        try (var script = Objects.requireNonNull(LambdaHandler.class.getResourceAsStream("/anyport-runtime"))) {
            Files.write(root.resolve("anyport-runtime"), script.readAllBytes());
        }
    }

    private static void copy(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = root.resolve(classes.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                if (!Files.exists(target)) { // module-info is in each
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    FunctionCommand command(Class<?> function) {
        return super.command(function)
                .with("LAMBDA_TASK_ROOT", root.toString())
                .withWrapper("/bin/bash", root.resolve("anyport-runtime").toString());
    }

    /** It is for AWS's client alone. */
    @Test
    void ofTheJdkNothingIsOpened() throws Exception {
        var command = command(OpenedFunction.class);
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            assertEquals("false", api.invoke("{}").outcome(PATIENCE).text());
            assertTrue(function.isAlive());
        }
    }
}
